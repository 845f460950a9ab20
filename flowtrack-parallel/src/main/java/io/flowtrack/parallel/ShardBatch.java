package io.flowtrack.parallel;

import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.PacketView;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is handed over to a shard at once: packets with the time by then and their number, other things to be done between
 * them, and one behind them. It is filled by one thread and used by another, never both at a time, and filled again.
 *
 * <p>Packets whose bytes do not stay are copied into a buffer of the batch. That has room for {@value #BYTES_LENGTH} bytes,
 * or for one packet if that is longer.
 */
final class ShardBatch<K, S extends @Nullable Object> {
    private static final int BYTES_LENGTH = 1 << 16;

    /** What is to be done with an entry. */
    enum Kind {
        /** A packet to be tracked. */
        TRACK,
        /** A packet that only the extractor is to see, before the next one. */
        LOOK,
        /** An ICMP error about a flow of this shard, counted elsewhere. */
        QUOTE,
        /** No packet: time passes. */
        TIME
    }

    private final PacketBatch packets;
    private final Kind[] kinds;
    private final long[] times;
    private final long[] numbers;
    private boolean isPlain = true;
    private byte[] array = new byte[0];
    private ByteBuffer buffer = ByteBuffer.wrap(array);
    private int used;
    private @Nullable ShardCommand<K, S> command;

    ShardBatch(int length) {
        packets = new PacketBatch(length);
        kinds = new Kind[length];
        Arrays.fill(kinds, Kind.TRACK);
        times = new long[length];
        numbers = new long[length];
    }

    /** Whether there is room for a copy of that many bytes in one more entry; an empty batch has room for any. */
    boolean hasRoom(int byteCount) {
        return !packets.isFull() && (byteCount <= BYTES_LENGTH - used || packets.isEmpty());
    }

    boolean isFull() {
        return packets.isFull();
    }

    boolean isEmpty() {
        return packets.isEmpty() && command == null;
    }

    /** Adds a packet to be tracked whose bytes stay where they are. */
    void add(PacketView packet, long nowNanos, long number) {
        int i = packets.size();
        packets.add().wrap(packet);
        times[i] = nowNanos;
        numbers[i] = number;
        if (packet.timestampNanos() < nowNanos) {
            isPlain = false;
        }
    }

    /** Adds a packet to be tracked, and copies its bytes, for which there is {@link #hasRoom room}. */
    void addCopy(PacketView packet, long nowNanos, long number) {
        int length = packet.capturedLength();
        if (length > array.length - used) {
            array = new byte[Math.max(BYTES_LENGTH, length)];
            buffer = ByteBuffer.wrap(array);
            used = 0;
        }
        add(packet, nowNanos, number);
        packet.copy(0, array, used, length);
        packets.last().wrapCopy(packet, buffer, used);
        used += length;
    }

    /** Says what is to be done with the entry added last, if that is not to track it. */
    void kind(Kind kind) {
        kinds[packets.size() - 1] = kind;
        isPlain &= kind == Kind.TRACK;
    }

    /** Adds an entry by which only time passes. */
    void addTime(long nowNanos) {
        times[packets.size()] = nowNanos;
        packets.add();
        kind(Kind.TIME);
    }

    /** Says what is to be done behind all entries. */
    void command(ShardCommand<K, S> newCommand) {
        command = newCommand;
    }

    @Nullable ShardCommand<K, S> command() {
        return command;
    }

    /** Whether these are packets to be tracked and nothing else, none of them older than the time. */
    boolean isPlain() {
        return isPlain;
    }

    PacketBatch packets() {
        return packets;
    }

    Kind kind(int index) {
        return kinds[index];
    }

    /** The time that has passed when an entry's turn comes. */
    long nowNanos(int index) {
        return times[index];
    }

    /** The number of a packet among all that were given. */
    long number(int index) {
        return numbers[index];
    }

    /** Makes it empty. */
    void clear() {
        if (!isPlain) {
            Arrays.fill(kinds, 0, packets.size(), Kind.TRACK);
            isPlain = true;
        }
        packets.clear();
        used = 0;
        command = null;
    }
}
