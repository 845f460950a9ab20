package io.flowtrack.export;

import java.io.Serializable;

/**
 * A user's state of a flow that numbers it, so that two flows of the same key and start can be told apart: where
 * {@link io.flowtrack.api.FlowRecord#userState} is one, formats that name flows ({@code uid}) make the name from the number, too.
 */
public interface FlowNumbered extends Serializable {
    /** The flow's number in order of beginning, from 1. */
    long flowNumber();
}
