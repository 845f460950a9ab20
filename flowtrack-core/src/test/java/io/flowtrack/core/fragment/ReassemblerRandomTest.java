package io.flowtrack.core.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.OverlapPolicy;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Reassembly;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.UdpFrameBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jol.info.GraphLayout;

class ReassemblerRandomTest {
    private static final int FRAGMENTS = 60_000;
    private static final long TIMEOUT = 1_000;

    private static NaiveDatagram.Piece piece(Random random, boolean isZeek) {
        int offset = 8 * random.nextInt(5);
        boolean last = offset > 0 && random.nextInt(4) == 0;
        int length = 8 * (1 + random.nextInt(3)) - (last && !isZeek ? random.nextInt(8) : 0);
        StringBuilder data = new StringBuilder();
        char letter = (char) ('a' + random.nextInt(3));
        while (data.length() < length) {
            data.append(letter);
        }
        return new NaiveDatagram.Piece(offset, data.toString(), last);
    }

    /** Few places and few letters, so that overlaps, copies and contradictions are everywhere; three at a time. */
    @ParameterizedTest
    @CsvSource({
        "1, FIRST, 4",
        "2, LAST, 4",
        "3, BSD, 4",
        "4, LINUX, 4",
        "5, DROP, 4",
        "6, DROP, 6",
        "7, FIRST, zeek",
        "8, FIRST, zeek6"
    })
    void everyDatagramIsThatOfTheNaiveReassembler(long seed, OverlapPolicy policy, String kind) {
        Random random = new Random(seed);
        boolean isZeek = kind.startsWith("zeek");
        boolean isIpv6 = kind.endsWith("6");
        Endpoint from = isIpv6 ? Endpoint.client6(1) : Endpoint.client(1);
        Endpoint to = isIpv6 ? Endpoint.server6(1, 0) : Endpoint.server(1, 0);
        Reassembly settings = Reassembly.DEFAULT
                .overlaps(isIpv6 ? OverlapPolicy.LAST : policy)
                .within(Duration.ofNanos(TIMEOUT));
        Taking taking = isZeek ? Taking.asZeek(settings) : new Taking(settings);
        Map<Integer, NaiveDatagram> naive = new HashMap<>();
        long nanos = Frames.START_NANOS;
        int wholes = 0;
        for (int i = 0; i < FRAGMENTS; i++) {
            nanos += random.nextInt(100);
            long now = nanos;
            naive.values().removeIf(datagram -> now - datagram.firstNanos >= TIMEOUT);
            int id = random.nextInt(3);
            NaiveDatagram.Piece piece = piece(random, isZeek);
            Frame frame = Frames.ip(17, from, to)
                    .identification(id)
                    .fragment(piece.offset(), !piece.last())
                    .payload(piece.data())
                    .at(now)
                    .build();
            String expected = naive.computeIfAbsent(id, key -> new NaiveDatagram(now, policy, isZeek))
                    .take(piece);
            byte[] bytes = taking.bytes(frame);
            assertThat(text(bytes, isIpv6 ? 40 : 20))
                    .as("seed %d, step %d", seed, i)
                    .isEqualTo(expected);
            if (expected != null) {
                naive.remove(id);
                wholes++;
            }
        }
        assertThat(wholes).isGreaterThan(policy == OverlapPolicy.DROP ? 100 : 2_000);
        taking.reassembler.flush();
        assertThat(taking.reassembler.heldBytes()).isZero();
        assertThat(taking.held()).isZero();
    }

    private static @Nullable String text(byte @Nullable [] packet, int headerLength) {
        return packet == null
                ? null
                : new String(packet, headerLength, packet.length - headerLength, StandardCharsets.US_ASCII);
    }

    /** Many datagrams at once, cut anywhere, in any order, with copies: each is whole with its first complete set. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatIsCutInAnyWayAndMixedInAnyOrderIsWholeAgain(long seed) {
        Random random = new Random(seed);
        Taking taking = new Taking(Reassembly.DEFAULT);
        List<Frame> frames = new ArrayList<>();
        Map<Integer, byte[]> sent = new HashMap<>();
        for (int id = 0; id < 200; id++) {
            boolean isIpv6 = random.nextBoolean();
            UdpFrameBuilder datagram = Frames.udp(
                            isIpv6 ? Endpoint.client6(1) : Endpoint.client(1),
                            isIpv6 ? Endpoint.server6(1, 53) : Endpoint.server(1, 53))
                    .identification(id)
                    .payload(100 + random.nextInt(9_000));
            List<Frame> pieces = datagram.fragments(8 + random.nextInt(90));
            frames.addAll(pieces);
            frames.add(pieces.get(random.nextInt(pieces.size())));
            byte[] packet = datagram.packet();
            sent.put(id, Arrays.copyOfRange(packet, isIpv6 ? 40 : 20, packet.length));
        }
        Collections.shuffle(frames, random);
        int wholes = 0;
        for (Frame frame : frames) {
            Rebuilt rebuilt = taking.take(frame);
            if (rebuilt != null) {
                byte[] packet = Taking.bytes(rebuilt.packet());
                boolean isIpv6 = packet[0] >> 4 == 6;
                byte[] data = Arrays.copyOfRange(packet, isIpv6 ? 40 : 20, packet.length);
                assertThat(sent.values()).as("seed %d", seed).anyMatch(bytes -> Arrays.equals(bytes, data));
                wholes++;
            }
        }
        assertThat(wholes).isEqualTo(200);
    }

    @Test
    void aMillionFirstFragmentsThatNeverCompleteStayWithinTheLimits() {
        Taking taking = new Taking(Reassembly.DEFAULT);
        Frame first = Frames.ip(17, Endpoint.client(1), Endpoint.server(1, 0))
                .payload(1_480)
                .fragment(0, true)
                .build();
        byte[] bytes = first.bytes();
        long before = 0;
        for (int i = 0; i < 1_000_000; i++) {
            bytes[14 + 4] = (byte) (i >> 8);
            bytes[14 + 5] = (byte) i;
            bytes[14 + 14] = (byte) (i >> 16);
            bytes[14 + 6] = (byte) (i % 3 == 0 ? 0x3F : 0x20); // some far behind the others
            assertThat(taking.take(first)).isNull();
            if (i == 300_000) {
                before = usedBytes();
            }
        }
        assertThat(taking.reassembler.heldBytes()).isLessThanOrEqualTo(Reassembly.DEFAULT.maxBytes());
        assertThat(taking.held()).isLessThanOrEqualTo(Reassembly.DEFAULT.maxDatagrams());
        assertThat(usedBytes() - before).as("of 700 000 datagrams").isLessThan(8 << 20);
        assertThat(taking.held() + taking.passedOver(PassReason.DATAGRAM_EVICTED))
                .isEqualTo(1_000_000);
    }

    /** The estimate of memory in use is near the truth: within a half of what the heap shows. */
    @Test
    void whatIsHeldIsEstimatedRightly() {
        Reassembly large = new Reassembly(OverlapPolicy.FIRST, Duration.ofHours(1), 1 << 20, 1L << 30, 64);
        Taking taking = new Taking(large);
        System.setProperty("jol.magicFieldOffset", "true"); // for records
        long before = GraphLayout.parseInstance(taking.reassembler).totalSize();
        for (int i = 0; i < 40_000; i++) {
            taking.take(Frames.ip(17, Endpoint.client(i), Endpoint.server(1, 0))
                    .payload(8 * (1 + i % 60))
                    .fragment(8 * (i % 100), true)
                    .build());
        }
        double used = GraphLayout.parseInstance(taking.reassembler).totalSize() - before;
        assertThat(taking.reassembler.heldBytes() / used).isBetween(0.67, 1.5);
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
