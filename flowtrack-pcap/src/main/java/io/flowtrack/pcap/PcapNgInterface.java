package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;
import java.util.List;

/**
 * What a pcapng section says of one of its interfaces.
 *
 * @param linkType what its packets begin with
 * @param snapLength bytes that are kept of a packet, unsigned; 0 if there is no limit
 * @param resolution what its timestamps count
 * @param comments what people wrote about it
 */
record PcapNgInterface(LinkType linkType, int snapLength, TimestampResolution resolution, List<String> comments) {
    /** Bytes that are kept of a packet at most, from 1. */
    long capturedLengthLimit() {
        return snapLength == 0 ? Long.MAX_VALUE : snapLength & 0xFFFF_FFFFL;
    }
}
