package io.flowtrack.api;

import java.util.Objects;

/**
 * Captured frames one after another, borrowed like a single {@link PacketView}: a row of views that is filled, used and
 * filled again. Whoever has several packets at hand tracks them faster as a batch, because the tracker can look ahead.
 *
 * <pre>{@code
 * PacketBatch batch = new PacketBatch(PacketBatch.DEFAULT_CAPACITY);
 * while (capture.next(batch)) {
 *     tracker.track(batch, listener);
 * }
 * }</pre>
 *
 * <p>The bytes of all its packets must stay as they are until the batch has been used. Not safe for use by several threads
 * at once.
 */
public final class PacketBatch {
    /** A capacity that serves well: more packets than a processor waits for at once, few enough to stay in its cache. */
    public static final int DEFAULT_CAPACITY = 64;

    private final PacketView[] views;
    private int size;

    /**
     * An empty batch.
     *
     * @param capacity how many packets it can hold, from 1
     * @throws IllegalArgumentException if the capacity is below 1
     */
    public PacketBatch(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a batch holds at least one packet, not " + capacity);
        }
        views = new PacketView[capacity];
        for (int i = 0; i < capacity; i++) {
            views[i] = new PacketView();
        }
    }

    /** How many packets it can hold, from 1. */
    public int capacity() {
        return views.length;
    }

    /** How many packets it holds. */
    public int size() {
        return size;
    }

    /** Whether it holds no packet. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** Whether there is no room for another packet. */
    public boolean isFull() {
        return size == views.length;
    }

    /**
     * One packet.
     *
     * @param index its place, from 0
     * @throws IndexOutOfBoundsException if there are not so many
     */
    public PacketView get(int index) {
        return views[Objects.checkIndex(index, size)];
    }

    /**
     * The packet that was added last.
     *
     * @throws IndexOutOfBoundsException if the batch is empty
     */
    public PacketView last() {
        return get(size - 1);
    }

    /**
     * Adds a packet.
     *
     * @return its view, still pointed where a former packet was: to be pointed at the packet's bytes by {@link PacketView#wrap}
     * @throws IllegalStateException if the batch is full
     */
    public PacketView add() {
        if (isFull()) {
            throw new IllegalStateException("the batch holds " + size + " packets and no more");
        }
        PacketView view = views[size];
        size++;
        return view;
    }

    /**
     * Takes the packet out that was added last.
     *
     * @throws IllegalStateException if the batch is empty
     */
    public void removeLast() {
        if (isEmpty()) {
            throw new IllegalStateException("the batch is empty");
        }
        size--;
    }

    /** Takes all packets out. */
    public void clear() {
        size = 0;
    }
}
