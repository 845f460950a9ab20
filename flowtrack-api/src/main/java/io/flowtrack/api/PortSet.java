package io.flowtrack.api;

import java.util.Arrays;

/** A set of TCP and UDP ports: one bit for each port. Immutable. */
public final class PortSet {
    /** No ports. */
    public static final PortSet NONE = new PortSet(new long[0], new long[0]);

    private static final int PORTS = 1 << 16;

    private final long[] tcp;
    private final long[] udp;

    private PortSet(long[] tcp, long[] udp) {
        this.tcp = tcp;
        this.udp = udp;
    }

    /**
     * Reads a list such as {@code 80/tcp,53/udp}; spaces and line breaks between its parts do not count.
     *
     * @throws IllegalArgumentException if a part is not a port from 0 to 65535 with {@code /tcp} or {@code /udp}
     */
    public static PortSet parse(String list) {
        long[] tcp = new long[PORTS / Long.SIZE];
        long[] udp = new long[PORTS / Long.SIZE];
        for (String part : list.split(",", -1)) {
            String text = part.strip();
            int slash = text.indexOf('/');
            String transport = slash < 0 ? "" : text.substring(slash);
            long[] bits = transport.equals("/tcp") ? tcp : transport.equals("/udp") ? udp : new long[0];
            int port = bits.length == 0 ? -1 : port(text.substring(0, slash));
            if (port < 0) {
                throw new IllegalArgumentException("'" + text + "' is not a port such as 80/tcp or 53/udp");
            }
            bits[port / Long.SIZE] |= 1L << port;
        }
        return new PortSet(shortened(tcp), shortened(udp));
    }

    private static int port(String text) {
        boolean isShort = !text.isEmpty() && text.length() <= 5;
        if (!isShort || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return -1;
        }
        int port = Integer.parseInt(text);
        return port < PORTS ? port : -1;
    }

    /** Without the zero words at the end. */
    private static long[] shortened(long[] bits) {
        int length = bits.length;
        while (length > 0 && bits[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(bits, length);
    }

    /** Whether that port of that transport is in the set; never for transports other than TCP and UDP. */
    public boolean contains(Transport transport, int port) {
        long[] bits = transport == Transport.TCP ? tcp : transport == Transport.UDP ? udp : NONE.tcp;
        int word = port / Long.SIZE;
        return word < bits.length && ((bits[word] >>> port) & 1) != 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PortSet set && Arrays.equals(tcp, set.tcp) && Arrays.equals(udp, set.udp);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(tcp) + Arrays.hashCode(udp);
    }

    /** The list, as {@link #parse} reads it. */
    @Override
    public String toString() {
        StringBuilder list = new StringBuilder();
        append(list, tcp, "/tcp");
        append(list, udp, "/udp");
        return list.toString();
    }

    private static void append(StringBuilder list, long[] bits, String transport) {
        for (int port = 0; port < bits.length * Long.SIZE; port++) {
            if (((bits[port / Long.SIZE] >>> port) & 1) != 0) {
                list.append(list.isEmpty() ? "" : ",").append(port).append(transport);
            }
        }
    }
}
