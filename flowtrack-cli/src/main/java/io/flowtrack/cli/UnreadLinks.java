package io.flowtrack.cli;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.core.extract.FiveTupleExtractor;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/** Which link types there were that cannot be read. */
final class UnreadLinks {
    private final Set<LinkType> unread = new TreeSet<>(Comparator.comparingInt(LinkType::number));
    private LinkType last = LinkType.ETHERNET;

    /** Notes the link types of packets. */
    void note(PacketBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            note(batch.get(i).linkType());
        }
    }

    /** Notes a packet's link type. */
    void note(LinkType linkType) {
        if (!linkType.equals(last)) {
            last = linkType;
            if (!FiveTupleExtractor.reads(linkType)) {
                unread.add(linkType);
            }
        }
    }

    /** Those that cannot be read, by number. */
    Set<LinkType> unread() {
        return unread;
    }
}
