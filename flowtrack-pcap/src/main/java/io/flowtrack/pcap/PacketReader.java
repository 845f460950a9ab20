package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import java.io.IOException;
import java.util.List;

/** The packets of one format, in the order of the file. Belongs to one thread. */
sealed interface PacketReader permits PcapReader, PcapNgReader {
    /**
     * Points a view at the next packet.
     *
     * @return false at the clean end, with the view left as it was
     * @throws DamagedCaptureException if what comes next is cut or damaged
     */
    boolean next(PacketView view) throws IOException;

    /** Whether the next packet can be read while the bytes of those before it stay valid; not necessarily told when it can. */
    boolean isNextAtHand();

    /** What the last packet begins with; before the first one, what the file says. */
    LinkType linkType();

    /** Takes the packets that follow for another link type than the file says. */
    void linkType(LinkType newLinkType);

    /** Packets delivered so far. */
    long packetCount();

    /** Comments on the last packet, while its bytes are valid. */
    List<String> packetComments();

    /** Comments on the interface of the last packet. */
    List<String> interfaceComments();

    /** Comments on the section being read. */
    List<String> sectionComments();
}
