package io.flowtrack.cli;

import io.flowtrack.export.FlowNumbered;

/** A flow's number in order of beginning, from 1. */
record FlowNumber(long flowNumber) implements FlowNumbered {}
