package io.flowtrack.cli;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Recorded packets with random damage, without end: bits flipped, bytes and 16-bit fields set, ends cut off, two packets
 * spliced, pieces moved, another link type claimed. Packets follow each other as they did in their captures for a while,
 * and every other one is left as it is, so that flows get somewhere before they are damaged. The same seed gives the same
 * packets.
 */
final class Mutations {
    private static final int[] LINK_TYPES = {0, 1, 101, 108, 113, 228, 229, 276, 147};
    private static final int[] EDGES = {
        0, 1, 2, 4, 5, 8, 19, 20, 40, 0x45, 0x60, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF
    };
    private static final int MARGIN = 64;
    private static final int LONGEST = 1 << 16;
    private static final int HEADERS = 96;

    private final SplittableRandom random;
    private final List<PacketView> seeds;
    private final byte[] bytes = new byte[LONGEST + 2 * MARGIN];
    private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
    private int next;
    private int length;
    private long nowNanos;
    private long count;

    Mutations(List<PacketView> seeds, long seed) {
        this.seeds = seeds;
        this.random = new SplittableRandom(seed);
        random.nextBytes(bytes);
    }

    /** How many packets were mutated so far. */
    long count() {
        return count;
    }

    /** Points the view at the next packet, mutated or not, valid until the one after. */
    void next(PacketView packet) {
        if (random.nextInt(64) == 0) {
            next = random.nextInt(seeds.size());
        }
        PacketView seed = seeds.get(next);
        next = (next + 1) % seeds.size();
        length = Math.min(seed.capturedLength(), LONGEST);
        seed.copy(0, bytes, MARGIN, length);
        int wireLength = Math.max(0, seed.wireLength() - length);
        if (random.nextBoolean()) {
            count++;
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                mutate();
            }
        }
        LinkType link =
                random.nextInt(50) == 0 ? LinkType.of(LINK_TYPES[random.nextInt(LINK_TYPES.length)]) : seed.linkType();
        long missing = random.nextInt(20) == 0 ? random.nextInt(Integer.MAX_VALUE) : wireLength;
        packet.wrap(buffer, MARGIN, length, link, time(seed))
                .wireLength((int) Math.min(Integer.MAX_VALUE, length + missing));
    }

    /** Mostly a little ahead, sometimes far, sometimes as recorded, rarely anything in the past. */
    private long time(PacketView seed) {
        int choice = random.nextInt(100_000);
        if (choice == 0) {
            return -(random.nextLong() >>> 1);
        }
        nowNanos += choice < 100 ? random.nextLong(400_000_000_000L) : random.nextInt(2_000_000);
        return choice < 300 ? seed.timestampNanos() : nowNanos;
    }

    /** A place in the packet, most often among the headers. */
    private int place() {
        return MARGIN + random.nextInt(random.nextInt(4) == 0 ? length : Math.min(length, HEADERS));
    }

    private void mutate() {
        if (length < 2) {
            return;
        }
        switch (random.nextInt(8)) {
            case 0, 1 -> bytes[place()] ^= (byte) (1 << random.nextInt(8));
            case 2 -> bytes[place()] = (byte) random.nextInt();
            case 3 -> bytes[place()] = (byte) edge();
            case 4 -> setField(Math.min(place(), MARGIN + length - 2));
            case 5 -> length = random.nextInt(length + 1);
            case 6 -> splice();
            default -> move();
        }
    }

    private int edge() {
        return EDGES[random.nextInt(EDGES.length)];
    }

    /** Writes what could be a length: an edge, or about as much as there is. */
    private void setField(int place) {
        int value = random.nextBoolean() ? edge() : length - random.nextInt(-4, 60);
        buffer.putShort(place, (short) value);
    }

    /** The beginning of this packet, the end of another. */
    private void splice() {
        PacketView other = seeds.get(random.nextInt(seeds.size()));
        int from = random.nextInt(other.capturedLength() + 1);
        int at = random.nextInt(length);
        int count = Math.min(other.capturedLength() - from, LONGEST - at);
        other.copy(from, bytes, MARGIN + at, count);
        length = at + count;
    }

    /** Copies a piece over another, which doubles headers or takes some away. */
    private void move() {
        int from = place();
        int to = place();
        System.arraycopy(bytes, from, bytes, to, MARGIN + length - Math.max(from, to));
    }

    /** The packet at hand, for a message. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes, MARGIN, MARGIN + length);
    }
}
