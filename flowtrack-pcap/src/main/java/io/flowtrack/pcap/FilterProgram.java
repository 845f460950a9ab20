package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;
import java.nio.ByteBuffer;

/** A filter expression, compiled by libpcap for one link type. Its memory is libpcap's, until it is closed. */
final class FilterProgram implements AutoCloseable {
    /** {@code struct bpf_program}: a count, padding, a pointer. */
    private static final int STRUCT_LENGTH = 16;

    /** Packets of any length libpcap knows. */
    private static final int SNAP_LENGTH = 262_144;

    private static final int OPTIMIZE = 1;

    private final ByteBuffer struct = Libpcap.memory(STRUCT_LENGTH);
    private final long address = Libpcap.address(struct);

    private FilterProgram() {}

    /**
     * Compiles for packets of a link type.
     *
     * @throws FilterException if that is not possible, with libpcap's reason
     */
    static FilterProgram of(String expression, LinkType linkType) {
        long pcap = Libpcap.pcap_open_dead(DataLink.number(linkType), SNAP_LENGTH);
        try {
            return of(expression, pcap);
        } finally {
            Libpcap.pcap_close(pcap);
        }
    }

    /** Compiles for packets of an open libpcap handle; see {@link #of(String, LinkType)}. */
    static FilterProgram of(String expression, long pcap) {
        FilterProgram program = new FilterProgram();
        // libpcap's compiler was not safe for several threads before 1.8
        synchronized (FilterProgram.class) {
            if (Libpcap.pcap_compile(pcap, program.address, expression, OPTIMIZE, Libpcap.PCAP_NETMASK_UNKNOWN) != 0) {
                throw new FilterException("filter '" + expression + "': " + Libpcap.pcap_geterr(pcap));
            }
        }
        return program;
    }

    /** Where the {@code struct bpf_program} lies. */
    long address() {
        return address;
    }

    @Override
    public void close() {
        Libpcap.pcap_freecode(address);
    }
}
