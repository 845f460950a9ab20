package io.flowtrack.core.dissect;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.testdata.Frame;

/** Runs the steps of the dissection over a frame. */
final class Dissected {
    private Dissected() {}

    /** What the three steps find in a frame that has all three layers. */
    static Dissection of(Frame frame) {
        Dissection found = new Dissection();
        assertThat(walk(frame.view(), found))
                .as(() -> frame + ": " + found.reason())
                .isTrue();
        return found;
    }

    /** Why a step fails on a frame that does not have all three layers. */
    static PassReason reasonOf(Frame frame) {
        Dissection found = new Dissection();
        assertThat(walk(frame.view(), found)).as(frame.toString()).isFalse();
        return found.reason();
    }

    /** Link, network, transport; false at the first that fails. */
    static boolean walk(PacketView packet, Dissection into) {
        return Dissector.link(packet, into) && Dissector.network(packet, into) && Dissector.transport(packet, into);
    }
}
