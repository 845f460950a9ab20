package io.flowtrack.pcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Native memory as one buffer, 2 GiB of addresses at a time, so that looking at packet after packet makes no object. Most
 * of these addresses are nothing that may be read; only what libpcap has just pointed at is.
 */
final class NativeWindow {
    private static final int LENGTH = Integer.MAX_VALUE;

    private final ByteOrder order;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long start;

    NativeWindow(ByteOrder order) {
        this.order = order;
    }

    /** The index at which an address is in {@link #buffer}, with so many bytes behind it. */
    int index(long address, int length) {
        long index = address - start;
        if (index < 0 || index > buffer.limit() - (long) length) {
            start = Math.max(0, address - LENGTH / 2);
            buffer = Libpcap.buffer(start, LENGTH).order(order);
            index = address - start;
        }
        return (int) index;
    }

    /** The buffer; another one may come with each {@link #index}. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** Makes everything that was given out unreadable, because the memory is given back. */
    void close() {
        buffer.limit(0);
    }
}
