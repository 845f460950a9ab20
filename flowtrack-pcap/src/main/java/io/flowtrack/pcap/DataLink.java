package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;

/**
 * libpcap's numbers for link types (DLT_), which differ from those in files (LINKTYPE_) where systems once disagreed. See
 * the list of link-layer header types of tcpdump.org.
 */
final class DataLink {
    private static final int DLT_ATM_RFC1483 = 11;
    private static final int DLT_RAW = 12;
    private static final LinkType ATM_RFC1483 = new LinkType(100);

    private DataLink() {}

    /** libpcap's number on this system. */
    static int number(LinkType linkType) {
        if (linkType.equals(LinkType.RAW)) {
            return DLT_RAW;
        }
        return linkType.equals(ATM_RFC1483) ? DLT_ATM_RFC1483 : linkType.number();
    }

    /** The link type with that number on this system. */
    static LinkType linkType(int number) {
        return number == DLT_ATM_RFC1483 ? ATM_RFC1483 : LinkType.of(number);
    }
}
