package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;

/**
 * The packets of a network interface as they come, through libpcap, which must be installed, and JNA, which must be on the
 * class path or module path. Capturing needs rights: on Linux the capability CAP_NET_RAW.
 *
 * <pre>{@code
 * try (LiveCapture capture = LiveCapture.open("eth0", LiveOptions.defaults())) {
 *     PacketView packet = new PacketView();
 *     while (!capture.isStopped()) {
 *         if (capture.next(packet)) {
 *             tracker.track(packet, listener);
 *         } else {
 *             tracker.advanceTo(capture.reachedNanos(), listener);
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Packets are looked at where libpcap has put them; fetching one copies nothing in Java and allocates nothing. What the
 * kernel had to drop is in {@link #stats}.
 *
 * <p>Belongs to one thread, except {@link #stop} and {@link #isStopped}, which any thread may call.
 */
public final class LiveCapture implements AutoCloseable {
    /** libpcap counts in 32 bits: asking once for so many packets keeps count when it overflows. */
    private static final int PACKETS_BETWEEN_STATS = 1 << 20;

    private final LiveDevice device;
    private final LinkType linkType;
    private final int nanosPerTick;
    private final int waitMillis;
    private final NativeWindow headers = new NativeWindow(ByteOrder.nativeOrder());
    private final NativeWindow frames = new NativeWindow(ByteOrder.BIG_ENDIAN);
    private long packetCount;
    private long reachedNanos;
    private LiveStats stats = LiveStats.NONE;
    private boolean isClosed;
    private volatile boolean isStopped;

    private LiveCapture(LiveDevice device, LiveOptions options) {
        this.device = device;
        this.linkType = device.linkType();
        this.nanosPerTick = device.nanosPerTick();
        this.waitMillis = (int) options.readTimeout().toMillis();
    }

    /**
     * Begins to listen to an interface.
     *
     * @param device its name, such as {@code eth0}; on Linux {@code any} is all of them
     * @throws FilterException if the filter is wrong, or not possible for the interface
     * @throws IOException if libpcap or JNA is missing, there is no such interface, or this process has no right to
     *     capture; the message says what to do
     */
    public static LiveCapture open(String device, LiveOptions options) throws IOException {
        Libpcap.require();
        return new LiveCapture(LiveDevice.open(device, options), options);
    }

    /**
     * Points a view at the next packet, and waits for one if there is none, but not longer than the read timeout. The
     * packet's bytes are libpcap's: they are valid until the next call of this or {@link #close}, and must not be changed.
     *
     * @return false if none came in time or the capture was stopped, with the view left as it was
     * @throws IOException if the interface is gone or the capture is closed
     */
    public boolean next(PacketView view) throws IOException {
        if (isClosed) {
            throw new IOException(name() + ": already closed");
        }
        if (isStopped) {
            return false;
        }
        if (device.fetch() || (device.await(waitMillis) && !isStopped && device.fetch())) {
            point(view);
            return true;
        }
        // a packet may wait in the kernel for a read timeout; another one is allowed for everything else
        long silentNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() - 2L * waitMillis);
        reachedNanos = Math.max(reachedNanos, silentNanos);
        return false;
    }

    private void point(PacketView view) throws IOException {
        int header = headers.index(device.header(), PacketHeader.LENGTH);
        ByteBuffer bytes = headers.buffer();
        int capturedLength = PacketHeader.capturedLength(bytes, header);
        long timestampNanos = PacketHeader.timestampNanos(bytes, header, nanosPerTick);
        int frame = frames.index(device.frame(), capturedLength);
        view.wrap(frames.buffer(), frame, capturedLength, linkType, timestampNanos)
                .wireLength(PacketHeader.wireLength(bytes, header));
        reachedNanos = Math.max(reachedNanos, timestampNanos);
        if (++packetCount % PACKETS_BETWEEN_STATS == 0) {
            refreshStats();
        }
    }

    /**
     * How far the capture has come, nanoseconds since 1970-01-01T00:00Z: the time of the latest packet or, while none comes,
     * that of the system's clock less what a packet may take on its way here. Never runs backwards; 0 before the first
     * {@link #next}.
     */
    public long reachedNanos() {
        return reachedNanos;
    }

    /** What the packets begin with. */
    public LinkType linkType() {
        return linkType;
    }

    /** Packets delivered so far. */
    public long packetCount() {
        return packetCount;
    }

    /** The interface's name. */
    public String name() {
        return device.name();
    }

    /**
     * What the kernel has counted so far, or had when the capture was closed.
     *
     * @throws IOException if libpcap cannot say
     */
    public LiveStats stats() throws IOException {
        if (!isClosed) {
            refreshStats();
        }
        return stats;
    }

    private void refreshStats() throws IOException {
        stats = device.stats(stats);
    }

    /** Makes {@link #next} return false from now on; one that waits returns within the read timeout. Any thread may. */
    public void stop() {
        isStopped = true;
    }

    /** Whether {@link #stop} or {@link #close} was called. */
    public boolean isStopped() {
        return isStopped;
    }

    /** Stops listening. The bytes of the last packet can no longer be read. Closing again does nothing. */
    @Override
    public void close() throws IOException {
        isStopped = true;
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            refreshStats();
        } finally {
            headers.close();
            frames.close();
            device.close();
        }
    }
}
