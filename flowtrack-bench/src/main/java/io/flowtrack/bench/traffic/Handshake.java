package io.flowtrack.bench.traffic;

import io.flowtrack.api.TcpFlags;

/** How a connection begins (RFC 9293, section 3.5), and goes on with acknowledgements only, each side in turn. */
final class Handshake {
    static final int LENGTH = 3;

    private Handshake() {}

    /** Fills in the segment of that place in its flow, from 0. */
    static void fill(Segment segment, int flow, int place) {
        switch (place) {
            case 0 -> segment.begin(flow, true, TcpFlags.SYN).numbers(0, 0);
            case 1 -> segment.begin(flow, false, TcpFlags.SYN | TcpFlags.ACK).numbers(0, 1);
            default -> segment.begin(flow, place % 2 == 0, TcpFlags.ACK).numbers(1, 1);
        }
    }
}
