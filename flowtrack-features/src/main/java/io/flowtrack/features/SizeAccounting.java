package io.flowtrack.features;

import io.flowtrack.api.FlowPacket;

/** What the size of a packet is: nfstream's {@code accounting_mode}. */
public enum SizeAccounting {
    /** The frame on the wire; nfstream's 0. */
    FRAME,
    /** The IP packet by its header; nfstream's 1. */
    IP,
    /** Transport header and payload; nfstream's 2. */
    TRANSPORT,
    /** Payload; nfstream's 3. */
    PAYLOAD;

    int size(FlowPacket packet) {
        return switch (this) {
            case FRAME -> packet.frame().wireLength();
            case IP -> packet.ipLength();
            case TRANSPORT -> packet.transportHeaderLength() + packet.payloadLength();
            case PAYLOAD -> packet.payloadLength();
        };
    }
}
