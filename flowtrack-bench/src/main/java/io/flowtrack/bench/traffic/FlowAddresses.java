package io.flowtrack.bench.traffic;

/**
 * Who talks in a flow: of 65 536 clients in 10.0.0.0/16, 256 ports each, and 1 024 servers in 198.18.0.0/22 (RFC 2544, RFC
 * 6815), port 443. Neighbouring flow numbers have nothing in common, and no two flows the same client address and port.
 */
final class FlowAddresses {
    static final int MAX_FLOWS = 1 << 24;
    static final int SERVER_PORT = 443;

    private static final int CLIENTS = 0x0A00_0000;
    private static final int SERVERS = 0xC612_0000;
    private static final int SERVER_MASK = 0x3FF;
    private static final int FIRST_CLIENT_PORT = 32_768;
    private static final int CLIENT_PORT_STEP = 110;
    private static final int PORT_BITS = 8;
    private static final int PORT_MASK = 0xFF;
    /** Odd numbers with irregular bits. A product with an odd number is different for every factor, modulo a power of two. */
    private static final int SCATTER = 0x9E37_79B1;

    private static final int CLIENT_NUMBERS = 0x85EB_CA6B;
    private static final int SERVER_NUMBERS = 0xC2B2_AE35;

    private FlowAddresses() {}

    static int clientAddress(int flow) {
        return CLIENTS | (scattered(flow) >>> PORT_BITS);
    }

    static int clientPort(int flow) {
        return FIRST_CLIENT_PORT + (scattered(flow) & PORT_MASK) * CLIENT_PORT_STEP;
    }

    static int serverAddress(int flow) {
        return SERVERS | (mixed(flow * SERVER_NUMBERS) & SERVER_MASK);
    }

    /** The sequence number of the SYN of one side. */
    static int firstSequence(int flow, boolean isClient) {
        return mixed((flow + 1) * (isClient ? CLIENT_NUMBERS : SERVER_NUMBERS));
    }

    private static int scattered(int flow) {
        return mixed24((flow * SCATTER) & (MAX_FLOWS - 1));
    }

    /** A bijection of 24 bits: neighbours differ in all of them. */
    private static int mixed24(int bits) {
        return ((bits ^ (bits >>> 13)) * SCATTER) & (MAX_FLOWS - 1);
    }

    private static int mixed(int bits) {
        int folded = (bits ^ (bits >>> 15)) * SCATTER;
        return folded ^ (folded >>> 13);
    }
}
