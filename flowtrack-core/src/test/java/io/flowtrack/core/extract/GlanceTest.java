package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Transport;
import io.flowtrack.core.dissect.RandomFrames;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Traffic;
import io.flowtrack.testdata.Wrapped;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A quick look says of no packet anything else than the whole extraction. */
class GlanceTest {
    private static final int FRAMES = 60_000;
    private static final int[] EDGES = {0, 1, 4, 6, 8, 17, 0x2A, 0x45, 0x46, 0x60, 0x7F, 0x81, 0x88, 0xFF};

    private final FlowIdentity seen = new FlowIdentity();
    private final Extraction found = reassembling();
    private int glances;

    private static Extraction reassembling() {
        Extraction extraction = new Extraction();
        extraction.fragments().reassembling(true, true);
        return extraction;
    }

    private void check(FiveTupleExtractor extractor, Frame frame, String name) {
        PacketView packet = frame.view();
        if (!extractor.glance(packet, seen)) {
            return;
        }
        glances++;
        found.reset();
        assertThat(extractor.extract(packet, found)).as(name).isTrue();
        assertThat(words(found.identity())).as(name).isEqualTo(words(seen));
        assertThat(found.isDefective()).as(name).isFalse();
        assertThat(found.tunnels().hasInner()).as(name).isFalse();
        assertThat(found.tunnels().depth()).as(name).isZero();
        assertThat(found.transport()).as(name).isIn(Transport.TCP, Transport.UDP);
    }

    private static List<Long> words(FlowIdentity identity) {
        return java.util.stream.IntStream.range(0, identity.wordCount())
                .mapToObj(identity::word)
                .toList();
    }

    static List<FiveTupleExtractor> extractors() {
        FiveTupleExtractor plain = FiveTupleExtractor.bidirectional();
        return List.of(
                plain,
                FiveTupleExtractor.directional(),
                plain.decapsulating(Decapsulation.none()),
                plain.decapsulating(Decapsulation.defaults().withOuterFlows()),
                plain.withVlanIds(),
                plain.verifyingChecksums(),
                plain.asZeek());
    }

    private static Frame mutated(Frame frame, Random random) {
        byte[] bytes = frame.bytes().clone();
        if (bytes.length == 0) {
            return frame;
        }
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            int place = random.nextInt(Math.min(bytes.length, 80));
            bytes[place] = (byte)
                    (random.nextBoolean()
                            ? EDGES[random.nextInt(EDGES.length)]
                            : bytes[place] ^ 1 << random.nextInt(8));
        }
        Frame other = new Frame(bytes, frame.timestampNanos(), frame.wireLength(), frame.linkType());
        return random.nextInt(4) == 0 ? other.snapped(random.nextInt(90)) : other;
    }

    @ParameterizedTest
    @MethodSource("extractors")
    void randomAndMutatedFramesAreTheSameBothWays(FiveTupleExtractor extractor) {
        for (long seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            RandomFrames frames = new RandomFrames(seed);
            for (int i = 0; i < FRAMES; i++) {
                Frame frame = frames.next();
                String name = "seed " + seed + ", frame " + i;
                check(extractor, frame, name);
                check(extractor, mutated(frame, random), name + " mutated");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void trafficIsTheSameBothWays(long seed) {
        Random random = new Random(seed);
        List<Frame> frames = Traffic.random(seed, 300).unsteadyClock().capture();
        for (FiveTupleExtractor extractor : extractors()) {
            for (Frame frame : frames) {
                check(extractor, frame, "seed " + seed);
                check(extractor, mutated(frame, random), "seed " + seed + " mutated");
            }
        }
        FiveTupleExtractor plain = FiveTupleExtractor.bidirectional();
        glances = 0;
        frames.forEach(frame -> check(plain, frame, "seed " + seed));
        assertThat(glances).isGreaterThan(frames.size() * 3 / 4);
    }

    @Test
    void whatMayBeATunnelOrNamesMoreThanATupleIsNotGlancedAt() {
        Endpoint a = Endpoint.client(1);
        Endpoint b = Endpoint.server(1, 4789);
        Frame inner = Frames.tcp(Endpoint.client(2), Endpoint.server(2, 80)).build();
        Frame tunnel = Frames.udp(a, b).payload(Wrapped.vxlan(7, inner.bytes())).build();
        FiveTupleExtractor plain = FiveTupleExtractor.bidirectional();
        assertThat(plain.glance(tunnel.view(), seen)).isFalse();
        assertThat(plain.glance(inner.view(), seen)).isTrue();
        assertThat(plain.verifyingChecksums().glance(inner.view(), seen)).isFalse();
        assertThat(plain.withVlanIds().glance(inner.view(), seen)).isFalse();
        assertThat(plain.asZeek().glance(inner.view(), seen)).isFalse();
    }
}
