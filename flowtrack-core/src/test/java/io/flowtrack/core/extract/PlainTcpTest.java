package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Transport;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Traffic;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read at once is what is found step by step. */
class PlainTcpTest {
    private static final Endpoint CLIENT = Endpoint.client(1);
    private static final Endpoint SERVER = Endpoint.server(1, 80);

    /** All that an extraction tells, but the reason of a packet that has a flow. */
    private static List<Object> facts(Extraction found) {
        List<Object> words = IntStream.range(0, found.identity().wordCount())
                .<Object>mapToObj(found.identity()::word)
                .toList();
        return List.of(
                words,
                found.orientation(),
                found.transport(),
                found.isDefective(),
                List.of(found.networkOffset(), found.transportOffset(), found.ipLength()),
                List.of(found.payloadOffset(), found.payloadCapturedLength(), found.payloadLength()),
                List.of(found.tcpFlags(), found.sequenceNumber(), found.acknowledgementNumber(), found.window()),
                found.hasTimestamps() ? List.of(found.timestampValue(), found.timestampEcho()) : List.of(),
                List.of(found.maxSegmentLength(), found.windowScaleShift(), found.isSackPermitted()),
                List.of(found.sourcePort(), found.destinationPort(), found.isLimitedBroadcast()),
                List.of(found.fragments().isFragment(), found.hasTunnels(), found.vlanIds()),
                List.of(
                        found.tunnels().depth(),
                        found.tunnels().path(),
                        found.tunnels().hasInner()));
    }

    /** An extraction of which nothing is as a reset leaves it. */
    private static Extraction used() {
        Extraction used = new Extraction();
        used.identity().set(1, 2).append(3);
        used.fragment(4, 5, 6, 7);
        used.orientation(Orientation.REVERSE)
                .transport(Transport.UDP)
                .headers(8, 9, 10)
                .payload(11, 12, 13);
        used.tcp(14, 15, 16, 17).timestamps(18, 19).ports(20, 21).synOptions(22, 23, true);
        used.limitedBroadcast(true)
                .badChecksum(true)
                .unusable(PassReason.NOT_WANTED)
                .vlanIds(24, 25);
        used.tunnels().carried(26, 27).inner().limitMet();
        return used;
    }

    /** Compares both ways, and tells whether the packet is a plain one. */
    private static boolean isPlain(PacketView packet, boolean isBidirectional) {
        FiveTupleExtractor extractor =
                isBidirectional ? FiveTupleExtractor.bidirectional() : FiveTupleExtractor.directional();
        Extraction atOnce = used();
        Extraction stepByStep = new Extraction();
        boolean isPlain = PlainTcp.extract(packet, isBidirectional, atOnce);
        if (isPlain) {
            assertThat(extractor.extractAny(packet, stepByStep)).isTrue();
            assertThat(facts(atOnce)).isEqualTo(facts(stepByStep));
        } else {
            assertThat(facts(atOnce)).isEqualTo(facts(used()));
        }
        return isPlain;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomTrafficHasTheSameFactsWhateverBitsAreFlipped(long seed) {
        Random random = new Random(seed);
        PacketView view = new PacketView();
        int plain = 0;
        int other = 0;
        for (Frame frame : Traffic.random(seed, 300).capture()) {
            for (int round = 0; round < 20; round++) {
                byte[] bytes = frame.bytes().clone();
                for (int i = random.nextInt(4); i > 0 && bytes.length > 12; i--) {
                    int end = Math.min(bytes.length, 70);
                    bytes[12 + random.nextInt(end - 12)] ^= (byte) (1 << random.nextInt(8));
                }
                int captured = random.nextInt(4) == 0 ? random.nextInt(bytes.length + 1) : bytes.length;
                view.wrap(ByteBuffer.wrap(bytes), 0, captured, frame.linkType(), frame.timestampNanos())
                        .wireLength(bytes.length + random.nextInt(2) * random.nextInt(100));
                if (isPlain(view, random.nextBoolean())) {
                    plain++;
                } else {
                    other++;
                }
            }
        }
        assertThat(plain).isGreaterThan(1_000);
        assertThat(other).isGreaterThan(1_000);
    }

    @Test
    void anOrdinarySegmentIsPlain() {
        assertThat(isPlain(Frames.tcp(CLIENT, SERVER).build().view(), true)).isTrue();
        assertThat(isPlain(Frames.tcp(SERVER, CLIENT).payload(9).build().view(), true))
                .isTrue();
        assertThat(isPlain(
                        Frames.tcp(SERVER, CLIENT)
                                .payload(9)
                                .snapped(54)
                                .build()
                                .view(),
                        false))
                .isTrue();
    }

    @Test
    void whatIsNotAsExpectedIsLeftToTheDissector() {
        assertThat(isPlain(Frames.tcp(CLIENT, SERVER).vlan(5).build().view(), true))
                .isFalse();
        assertThat(isPlain(Frames.tcp(CLIENT, SERVER).fragment(0, true).build().view(), true))
                .isFalse();
        assertThat(isPlain(Frames.udp(CLIENT, SERVER).payload(40).build().view(), true))
                .isFalse();
        assertThat(isPlain(
                        Frames.tcp(Endpoint.client6(1), Endpoint.server6(1, 80))
                                .build()
                                .view(),
                        true))
                .isFalse();
        assertThat(isPlain(Frames.tcp(CLIENT, SERVER).snapped(53).build().view(), true))
                .isFalse();
        assertThat(isPlain(Frames.tcp(CLIENT, SERVER).link(LinkType.RAW).build().view(), true))
                .isFalse();
    }
}
