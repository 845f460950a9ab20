package io.flowtrack.core.extract;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;
import io.flowtrack.core.dissect.Checksums;
import io.flowtrack.core.dissect.Decapsulator;
import io.flowtrack.core.dissect.Dissection;
import io.flowtrack.core.dissect.Dissector;

/** The way from a packet to the innermost one that it carries. */
final class Innermost {
    private Innermost() {}

    /**
     * Steps inwards as far as there are packets, from one whose transport layer was found. What has a wrong checksum is not
     * looked into.
     *
     * @return false if the innermost packet is to be passed over, for the reason that is then given
     */
    static boolean enter(
            Decapsulator tunnels, Checksums checksums, PacketView packet, Dissection found, Extraction into) {
        while (!isPiece(packet, found, into)
                && tunnels.mayEnter(packet, found)
                && !checksums.isTransportWrong(packet, found)
                && tunnels.enter(packet, found)) {
            if (!checksums.network(packet, found)
                    || !(isPiece(packet, found, into) || Dissector.transport(packet, found))) {
                return into.passOver(found.reason());
            }
        }
        return true;
    }

    /** Whether this is a fragment, to be put together with others before it is looked into. */
    static boolean isPiece(PacketView packet, Dissection found, Extraction into) {
        return found.isFragment()
                && into.fragments().isReassembling()
                && (into.fragments().isReassemblingCut()
                        || found.networkOffset() + found.ipLength() <= packet.capturedLength());
    }
}
