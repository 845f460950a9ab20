package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;
import java.io.IOException;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * An interface that libpcap listens to. It is never let wait: libpcap promises no end to its own waiting in a quiet
 * network, so this asks, and waits for the file descriptor itself.
 */
final class LiveDevice implements AutoCloseable {
    /** {@code struct pollfd}: descriptor, events wanted, events seen. */
    private static final int POLL_LENGTH = 8;

    private static final int EVENTS_OFFSET = 4;
    private static final short POLLIN = 1;
    /** How long to sleep where there is nothing to wait for. */
    private static final int BLIND_MILLIS = 10;

    private static final int STATS_LENGTH = 32;

    private final String name;
    private final long pcap;
    private final ByteBuffer pointers = Libpcap.memory(2 * Long.BYTES);
    private final long pointersAddress = Libpcap.address(pointers);
    private final ByteBuffer poll = Libpcap.memory(POLL_LENGTH);
    private final long pollAddress = Libpcap.address(poll);
    private final ByteBuffer counts = Libpcap.memory(STATS_LENGTH);
    private boolean isPollable;

    private LiveDevice(String name, long pcap) {
        this.name = name;
        this.pcap = pcap;
    }

    /** Opens it and sets its filter; see {@link LiveCapture#open}. */
    static LiveDevice open(String name, LiveOptions options) throws IOException {
        ByteBuffer errorText = Libpcap.memory(Libpcap.ERROR_TEXT_LENGTH);
        long pcap = Libpcap.pcap_create(name, Libpcap.address(errorText));
        if (pcap == 0) {
            throw new IOException(text(errorText));
        }
        LiveDevice device = new LiveDevice(name, pcap);
        try {
            device.activate(options);
            device.begin(options.filter(), errorText);
            return device;
        } catch (IOException | RuntimeException | Error e) {
            device.close();
            throw e;
        }
    }

    private void activate(LiveOptions options) throws IOException {
        Libpcap.pcap_set_snaplen(pcap, options.snapLength());
        Libpcap.pcap_set_promisc(pcap, options.isPromiscuous() ? 1 : 0);
        Libpcap.pcap_set_timeout(pcap, (int) options.readTimeout().toMillis());
        if (options.bufferLength() > 0) {
            Libpcap.pcap_set_buffer_size(pcap, options.bufferLength());
        }
        // an interface that cannot do this stays at microseconds
        Libpcap.pcap_set_tstamp_precision(pcap, Libpcap.PCAP_TSTAMP_PRECISION_NANO);
        int status = Libpcap.pcap_activate(pcap);
        if (status < 0) {
            throw new IOException(reason(status));
        }
    }

    private void begin(String filter, ByteBuffer errorText) throws IOException {
        if (!filter.isEmpty()) {
            try (FilterProgram program = FilterProgram.of(filter, pcap)) {
                check(Libpcap.pcap_setfilter(pcap, program.address()));
            }
        }
        if (Libpcap.pcap_setnonblock(pcap, 1, Libpcap.address(errorText)) < 0) {
            throw new IOException(text(errorText));
        }
        int descriptor = Libpcap.pcap_get_selectable_fd(pcap);
        isPollable = descriptor >= 0;
        poll.putInt(0, descriptor).putShort(EVENTS_OFFSET, POLLIN);
    }

    private String reason(int status) {
        return switch (status) {
            case Libpcap.PCAP_ERROR_NO_SUCH_DEVICE -> "no such interface" + interfaces();
            case Libpcap.PCAP_ERROR_PERM_DENIED, Libpcap.PCAP_ERROR_PROMISC_PERM_DENIED ->
                "no right to capture: run as root, or give the capability CAP_NET_RAW (docs/live.md says how)";
            case Libpcap.PCAP_ERROR_IFACE_NOT_UP -> "the interface is not up";
            default -> {
                String text = Libpcap.pcap_geterr(pcap);
                yield text.isEmpty() ? Libpcap.pcap_statustostr(status) : text;
            }
        };
    }

    private static String interfaces() {
        try {
            return NetworkInterface.networkInterfaces()
                    .map(NetworkInterface::getName)
                    .sorted()
                    .collect(Collectors.joining(", ", "; there are ", ""));
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * Asks for the next packet, without waiting.
     *
     * @return whether there is one, at {@link #header} and {@link #frame}
     */
    boolean fetch() throws IOException {
        int count = Libpcap.pcap_next_ex(pcap, pointersAddress, pointersAddress + Long.BYTES);
        if (count < 0) {
            throw failure();
        }
        return count > 0;
    }

    /** Waits until there may be a packet. A signal may end it early. */
    boolean await(int timeoutMillis) {
        int timeout = isPollable ? timeoutMillis : Math.min(timeoutMillis, BLIND_MILLIS);
        return Libpcap.poll(pollAddress, isPollable ? 1 : 0, timeout) != 0 || !isPollable;
    }

    /** Where the {@link PacketHeader} of the packet lies. */
    long header() {
        return pointers.getLong(0);
    }

    /** Where the packet lies. */
    long frame() {
        return pointers.getLong(Long.BYTES);
    }

    LinkType linkType() {
        return DataLink.linkType(Libpcap.pcap_datalink(pcap));
    }

    /** What one unit of a timestamp's fraction is worth: 1 or 1000. */
    int nanosPerTick() {
        return Libpcap.pcap_get_tstamp_precision(pcap) == Libpcap.PCAP_TSTAMP_PRECISION_NANO ? 1 : 1000;
    }

    /** What is counted by now. */
    LiveStats stats(LiveStats before) throws IOException {
        check(Libpcap.pcap_stats(pcap, Libpcap.address(counts)));
        return before.movedOn(counts.getInt(0), counts.getInt(Integer.BYTES), counts.getInt(2 * Integer.BYTES));
    }

    String name() {
        return name;
    }

    private void check(int status) throws IOException {
        if (status < 0) {
            throw failure();
        }
    }

    private IOException failure() {
        return new IOException(Libpcap.pcap_geterr(pcap));
    }

    private static String text(ByteBuffer errorText) {
        return StandardCharsets.UTF_8.decode(errorText).toString().split("\0", 2)[0];
    }

    @Override
    public void close() {
        Libpcap.pcap_close(pcap);
    }
}
