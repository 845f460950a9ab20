package io.flowtrack.pcap;

import io.flowtrack.api.PacketView;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Several captures as one stream of packets in the order of their times. Of packets with the same time, the one whose
 * capture was named first comes first. The packets of one capture stay in their order, even where its times run backwards:
 * of each capture only the next packet is looked at. Reading a packet copies and allocates nothing.
 *
 * <p>A capture that is damaged ends there; the others go on.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class CaptureMerge implements Closeable {
    private final List<CaptureFile> captures;

    /** Captures of which a packet is to be read before anything can be delivered. */
    private final Deque<Head> unread = new ArrayDeque<>();

    /** Captures with a packet in hand, the earliest first. */
    private final PriorityQueue<Head> heads = new PriorityQueue<>(
            Comparator.<Head>comparingLong(head -> head.packet.timestampNanos()).thenComparingInt(head -> head.number));

    private @Nullable CaptureFile current;

    private CaptureMerge(List<CaptureFile> captures) {
        this.captures = captures;
        for (CaptureFile capture : captures) {
            unread.add(new Head(capture, unread.size()));
        }
    }

    /** The packets of these captures, which are closed with this merge. */
    public static CaptureMerge of(List<CaptureFile> captures) {
        return new CaptureMerge(List.copyOf(captures));
    }

    /**
     * Points a view at the next packet. The packet's bytes are its capture's: they are valid until the next call, and must
     * not be changed.
     *
     * @return false at the end of all captures, with the view left as it was
     * @throws IOException if a capture is damaged or cannot be read. It is told once, and as soon as it is known; later
     *     calls go on with the other captures
     */
    public boolean next(PacketView view) throws IOException {
        while (!unread.isEmpty()) {
            Head head = unread.remove();
            current = head.capture;
            if (head.capture.next(head.packet)) {
                heads.add(head);
            }
        }
        Head earliest = heads.poll();
        if (earliest == null) {
            return false;
        }
        unread.add(earliest);
        current = earliest.capture;
        view.wrap(earliest.packet);
        return true;
    }

    /** The capture whose packet the last call delivered, or that failed in it; null before the first call. */
    public @Nullable CaptureFile current() {
        return current;
    }

    /** Closes all captures, even if closing one of them fails. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (CaptureFile capture : captures) {
            try {
                capture.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** A capture, and its packet that waits for its time. */
    private static final class Head {
        final CaptureFile capture;
        final int number;
        final PacketView packet = new PacketView();

        Head(CaptureFile capture, int number) {
            this.capture = capture;
            this.number = number;
        }
    }
}
