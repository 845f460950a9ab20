package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketFilter;
import io.flowtrack.api.PacketView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A filter in the language of tcpdump ({@code tcp port 80}; see pcap-filter(7)), compiled and run by libpcap. It is
 * compiled anew for each link type that comes. A packet is copied once, to where libpcap can see it; nothing is allocated
 * for it.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class BpfFilter implements PacketFilter, AutoCloseable {
    /** Link types that know words which others do not, such as {@code wlan} or {@code inbound}. */
    private static final List<LinkType> TRIED =
            List.of(LinkType.ETHERNET, LinkType.LINUX_SLL2, new LinkType(127), new LinkType(117), LinkType.RAW);

    /** Bytes that ordinary packets fit into. */
    private static final int FIRST_LENGTH = 2048;

    private final String expression;
    private final Map<LinkType, FilterProgram> programs = new HashMap<>();
    private final ByteBuffer header = Libpcap.memory(PacketHeader.LENGTH);
    private final long headerAddress = Libpcap.address(header);
    private ByteBuffer frame = Libpcap.memory(FIRST_LENGTH);
    private long frameAddress = Libpcap.address(frame);
    private @Nullable LinkType linkType;
    private long program;
    private boolean isClosed;

    private BpfFilter(String expression) {
        this.expression = expression;
    }

    /**
     * Checks an expression and makes it ready.
     *
     * @param expression as tcpdump has it; an empty one accepts every packet
     * @throws FilterException if the expression is wrong for every link type; the message has libpcap's reason
     * @throws IOException if libpcap or JNA is not there; the message says what to install
     */
    public static BpfFilter compile(String expression) throws IOException {
        Libpcap.require();
        @Nullable FilterException first = null;
        for (LinkType tried : TRIED) {
            try {
                FilterProgram.of(expression, tried).close();
                return new BpfFilter(expression);
            } catch (FilterException e) {
                first = first == null ? e : first;
            }
        }
        throw first == null ? new FilterException(expression) : first;
    }

    /**
     * {@inheritDoc}
     *
     * @throws FilterException if the expression says something that packets of this link type do not have
     * @throws IllegalStateException if the filter is closed
     */
    @Override
    public boolean accepts(PacketView packet) {
        if (!packet.linkType().equals(linkType)) {
            use(packet.linkType());
        }
        int length = packet.capturedLength();
        if (length > frame.capacity()) {
            frame = Libpcap.memory(Integer.highestOneBit(length) << 1);
            frameAddress = Libpcap.address(frame);
        }
        packet.copy(0, frame, length);
        header.putInt(PacketHeader.CAPTURED_LENGTH_OFFSET, length);
        header.putInt(PacketHeader.WIRE_LENGTH_OFFSET, packet.wireLength());
        return Libpcap.pcap_offline_filter(program, headerAddress, frameAddress) != 0;
    }

    private void use(LinkType next) {
        if (isClosed) {
            throw new IllegalStateException("the filter is closed");
        }
        program = programs.computeIfAbsent(next, this::compiled).address();
        linkType = next;
    }

    private FilterProgram compiled(LinkType next) {
        try {
            return FilterProgram.of(expression, next);
        } catch (FilterException e) {
            throw new FilterException(e.getMessage() + " (in packets of link type " + next + ")");
        }
    }

    /** Gives the compiled programs back. Closing again does nothing. */
    @Override
    public void close() {
        isClosed = true;
        linkType = null;
        programs.values().forEach(FilterProgram::close);
        programs.clear();
    }

    /** The expression. */
    @Override
    public String toString() {
        return expression;
    }
}
