package io.flowtrack.cli;

import io.flowtrack.api.PacketView;
import io.flowtrack.pcap.LiveCapture;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** A network interface, read until there is a reason to stop. */
final class LiveInput {
    /** Network time between two looks at what is over. */
    private static final long TICK_NANOS = 100_000_000;

    private final LiveCapture capture;
    private final CaptureSpan span;
    private final PacketView packet = new PacketView();
    private volatile long endNanos = Long.MAX_VALUE;

    /**
     * Packets of that capture.
     *
     * @param span takes in their times
     */
    LiveInput(LiveCapture capture, CaptureSpan span) {
        this.capture = capture;
        this.span = span;
    }

    /**
     * Stops when the capture has reached that time, nanoseconds since 1970-01-01T00:00Z, so that no packet is missed that was
     * sent before. Any thread may say so.
     */
    void endAt(long nanos) {
        endNanos = nanos;
    }

    /**
     * Gives packets to the taker until the end.
     *
     * @param maxCount how many at most
     * @param clock told ten times a second how far the time is, nanoseconds since 1970-01-01T00:00Z
     * @throws IOException if the interface is gone
     */
    void readAll(long maxCount, Consumer<PacketView> taker, LongConsumer clock) throws IOException {
        long tickNanos = 0;
        while (capture.packetCount() < maxCount && capture.reachedNanos() < endNanos) {
            if (capture.next(packet) && packet.timestampNanos() <= endNanos) {
                span.include(packet.timestampNanos());
                taker.accept(packet);
            }
            if (capture.reachedNanos() - tickNanos >= TICK_NANOS) {
                tickNanos = capture.reachedNanos();
                clock.accept(tickNanos);
            }
        }
    }
}
