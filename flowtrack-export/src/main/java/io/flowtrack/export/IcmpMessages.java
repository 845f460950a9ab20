package io.flowtrack.export;

import io.flowtrack.api.Transport;

/** Which ICMP messages are answered by another type: their flows have two types, the others a type and a code. */
final class IcmpMessages {
    private IcmpMessages() {}

    /** Whether a message of that type is a question with an answer of its own type, or such an answer. */
    static boolean isPaired(Transport transport, int type) {
        return transport == Transport.ICMP ? isPaired4(type) : isPaired6(type);
    }

    /** Echo, router discovery, timestamp, information, address mask: RFC 792, 950, 1256. */
    private static boolean isPaired4(int type) {
        return switch (type) {
            case 0, 8, 9, 10, 13, 14, 15, 16, 17, 18 -> true;
            default -> false;
        };
    }

    /** Echo, listener, router, neighbour, node information, home agent: RFC 4443, 2710, 4861, 4620, 6275. */
    private static boolean isPaired6(int type) {
        return switch (type) {
            case 128, 129, 130, 131, 133, 134, 135, 136, 139, 140, 144, 145 -> true;
            default -> false;
        };
    }
}
