package io.flowtrack.parallel;

import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Traffic;
import io.flowtrack.testdata.Wrapped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Random traffic of which some packets are cut into fragments, some are carried in tunnels, some of these in fragments, and
 * some are followed by an ICMP error about them, itself now and then in fragments. The same seed gives the same frames.
 */
final class RandomMixture {
    private static final int LINK = 14;
    private static final int VXLAN = 4789;
    private static final int QUOTED = 28;

    private final Random random;
    private final List<Frame> frames = new ArrayList<>();

    private RandomMixture(long seed) {
        random = new Random(seed);
    }

    static List<Frame> frames(long seed, int conversations) {
        RandomMixture mixture = new RandomMixture(seed);
        for (Frame frame : Traffic.random(seed, conversations).unsteadyClock().capture()) {
            mixture.add(frame);
        }
        return mixture.frames;
    }

    private void add(Frame frame) {
        int choice = random.nextInt(100);
        if (choice < 10) {
            frames.addAll(cut(frame));
        } else if (choice < 20) {
            frames.add(tunnel(frame));
        } else if (choice < 25) {
            frames.addAll(cut(tunnel(frame)));
        } else if (choice < 28) {
            cut(frame)
                    .forEach(
                            piece -> frames.addAll(random.nextBoolean() ? cut(tunnel(piece)) : List.of(tunnel(piece))));
        } else {
            frames.add(frame);
        }
        if (choice % 10 == 0 && isWholeIpv4(frame)) {
            Frame error = error(frame);
            frames.addAll(random.nextInt(4) == 0 ? cut(error) : List.of(error));
        }
    }

    private Frame tunnel(Frame frame) {
        int number = random.nextInt(5);
        return Frames.udp(Endpoint.client(1_000 + number), Endpoint.server(1_000 + number, VXLAN))
                .payload(Wrapped.vxlan(number, frame.bytes()))
                .at(frame.timestampNanos())
                .build();
    }

    private Frame error(Frame about) {
        byte[] quoted = Arrays.copyOfRange(about.bytes(), LINK, LINK + QUOTED);
        return Frames.icmp(Endpoint.server(random.nextInt(8), 0), Endpoint.client(random.nextInt(100)))
                .type(3)
                .code(random.nextInt(3))
                .payload(quoted)
                .at(about.timestampNanos())
                .build();
    }

    private static boolean isWholeIpv4(Frame frame) {
        byte[] bytes = frame.bytes();
        return bytes.length >= LINK + QUOTED
                && bytes[LINK] == 0x45
                && bytes[12] == 8
                && bytes[13] == 0
                && (bytes[LINK + 6] & 0x3F) == 0
                && bytes[LINK + 7] == 0
                && bytes.length >= LINK + u16(bytes, LINK + 2);
    }

    private static int u16(byte[] bytes, int offset) {
        return (bytes[offset] & 0xFF) << 8 | (bytes[offset + 1] & 0xFF);
    }

    /** Fragments of a packet in any order, now and then without one of them; the packet itself if it cannot be cut. */
    private List<Frame> cut(Frame frame) {
        if (!isWholeIpv4(frame)) {
            return List.of(frame);
        }
        byte[] bytes = frame.bytes();
        int header = 20;
        int length = u16(bytes, LINK + 2) - header;
        int number = random.nextInt(0x10000);
        List<Frame> pieces = new ArrayList<>();
        for (int offset = 0; offset < length; ) {
            int end = Math.min(length, offset + 8 * (1 + random.nextInt(1 + length / 16)));
            byte[] piece = Arrays.copyOf(bytes, LINK + header + end - offset);
            System.arraycopy(bytes, LINK + header + offset, piece, LINK + header, end - offset);
            put16(piece, LINK + 2, header + end - offset);
            put16(piece, LINK + 4, number);
            put16(piece, LINK + 6, (end < length ? 0x2000 : 0) | offset / 8);
            pieces.add(Frame.of(piece, frame.timestampNanos(), frame.linkType()));
            offset = end;
        }
        Collections.shuffle(pieces, random);
        if (pieces.size() > 1 && random.nextInt(20) == 0) {
            pieces.remove(0);
        }
        return pieces.isEmpty() ? List.of(frame) : pieces;
    }

    private static void put16(byte[] bytes, int offset, int value) {
        bytes[offset] = (byte) (value >> 8);
        bytes[offset + 1] = (byte) value;
    }
}
