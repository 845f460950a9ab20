package io.flowtrack.api;

/** Which ICMP message types answer each other (RFC 792, 950, 1256; RFC 4443, 2710, 4861, 4620, 6275). */
public final class IcmpTypes {
    /** The answer to a message type that has none. */
    public static final int NO_ANSWER = -1;

    private IcmpTypes() {}

    /** Whether messages of that type, 0 to 255, have an answer. */
    public static boolean hasAnswer(Transport transport, int type) {
        return answerTo(transport, type) != NO_ANSWER;
    }

    /**
     * The type that answers a message of that type, or {@link #NO_ANSWER}.
     *
     * @param transport which of the two versions of ICMP
     * @param type 0 to 255
     */
    public static int answerTo(Transport transport, int type) {
        return transport == Transport.ICMP ? answerToVersion4(type) : answerToVersion6(type);
    }

    /**
     * Whether messages of that type report trouble with a packet, which they quote: unreachable, source quench, redirect, time
     * exceeded, parameter problem; ICMPv6: unreachable, too big, time exceeded, parameter problem.
     */
    public static boolean isError(Transport transport, int type) {
        return switch (transport) {
            case ICMP -> type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
            case ICMPV6 -> type >= 1 && type <= 4;
            default -> false;
        };
    }

    private static int answerToVersion4(int type) {
        return switch (type) {
            case 8 -> 0; // echo
            case 0 -> 8;
            case 13 -> 14; // timestamp
            case 14 -> 13;
            case 15 -> 16; // information
            case 16 -> 15;
            case 10 -> 9; // router solicitation
            case 9 -> 10;
            case 17 -> 18; // address mask
            case 18 -> 17;
            default -> NO_ANSWER;
        };
    }

    private static int answerToVersion6(int type) {
        return switch (type) {
            case 128 -> 129; // echo
            case 129 -> 128;
            case 133 -> 134; // router solicitation
            case 134 -> 133;
            case 135 -> 136; // neighbour solicitation
            case 136 -> 135;
            case 130 -> 131; // multicast listener query
            case 131 -> 130;
            case 139 -> 140; // node information
            case 140 -> 139;
            case 144 -> 145; // home agent address discovery
            case 145 -> 144;
            default -> NO_ANSWER;
        };
    }
}
