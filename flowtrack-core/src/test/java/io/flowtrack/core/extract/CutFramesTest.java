package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.core.dissect.RandomFrames;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.IpFrameBuilder;
import io.flowtrack.testdata.IpPayloadFrameBuilder;
import io.flowtrack.testdata.Ipv6Extension;
import io.flowtrack.testdata.SctpFrameBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cuts good frames everywhere, and damages them. */
class CutFramesTest {
    private static final long SEED = 20_260_803;
    private static final FlowExtractor<?> VERIFYING =
            FiveTupleExtractor.bidirectional().verifyingChecksums();
    private static final int DAMAGED_FRAME_COUNT = 20_000;
    /** What a longer and longer part of a good frame is passed over for, in this order. */
    private static final List<PassReason> LAYERS = List.of(
            PassReason.TRUNCATED_LINK_HEADER,
            PassReason.TRUNCATED_IP_HEADER,
            PassReason.TRUNCATED_IP_EXTENSION,
            PassReason.TRUNCATED_TRANSPORT_HEADER);

    private static List<IpFrameBuilder<?>> builders(Endpoint a, Endpoint b) {
        return List.of(
                Frames.tcp(a, b).mss(1460).timestamps(1, 2).payload(30),
                Frames.udp(a, b).payload(30),
                Frames.udpLite(a, b).payload(30),
                Frames.sctp(a, b).payload(30),
                Frames.icmp(a, b).payload(30),
                Frames.icmp(a, b).type(3).code(1).payload(30),
                Frames.ip(50, a, b).payload(30));
    }

    private static List<Frame> frames(LinkType link) {
        List<Frame> frames = new ArrayList<>();
        if (!link.equals(LinkType.IPV6)) {
            for (IpFrameBuilder<?> builder : builders(Endpoint.client(1), Endpoint.server(1, 80))) {
                frames.add(builder.link(link).build());
                frames.add(builder.ipv4Options(10).build());
            }
        }
        if (!link.equals(LinkType.IPV4)) {
            for (IpFrameBuilder<?> builder : builders(Endpoint.client6(1), Endpoint.server6(1, 80))) {
                frames.add(builder.link(link).build());
                builder.extension(Ipv6Extension.hopByHop(1)).extension(Ipv6Extension.routing());
                builder.fragment(0, true).extension(Ipv6Extension.authentication());
                frames.add(
                        builder.extension(Ipv6Extension.destinationOptions(3)).build());
            }
        }
        return frames;
    }

    private static List<Frame> taggedFrames() {
        Endpoint a = Endpoint.client(1);
        Endpoint b = Endpoint.server(1, 80);
        return List.of(
                Frames.tcp(a, b).vlan(1).vlan(2).vlan(3).build(),
                Frames.udp(a, b).vlan(1).build(),
                Frames.udp(a, b).vlan(1).link(LinkType.LINUX_SLL).build(),
                Frames.udp(a, b).vlan(1).vlan(2).link(LinkType.LINUX_SLL2).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 101, 108, 113, 228, 229, 276})
    void aCutFrameIsPassedOverLayerByLayerOrFoundAsTheWholeOne(int link) {
        for (Frame frame : frames(LinkType.of(link))) {
            cutEverywhere(frame);
        }
    }

    @Test
    void aCutTaggedFrameIsPassedOverLayerByLayerOrFoundAsTheWholeOne() {
        for (Frame frame : taggedFrames()) {
            cutEverywhere(frame);
        }
    }

    private static void cutEverywhere(Frame frame) {
        cutEverywhere(frame, FiveTupleExtractor.bidirectional().withVlanIds());
        cutEverywhere(frame, FiveTupleExtractor.bidirectional().verifyingChecksums());
    }

    private static void cutEverywhere(Frame frame, FlowExtractor<?> extractor) {
        Extraction whole = Extracted.of(extractor, frame);
        PacketView packet = new PacketView();
        Extraction into = new Extraction();
        for (boolean isLengthLost : new boolean[] {false, true}) {
            int layer = 0;
            for (int captured = 0; captured <= frame.bytes().length; captured++) {
                point(packet, frame, captured, isLengthLost ? captured : frame.wireLength());
                boolean isFound = ExtractionRules.extract(extractor, packet, into);
                int reached = isFound ? LAYERS.size() : LAYERS.indexOf(into.passReason());
                assertThat(reached)
                        .as("%s cut at %d: %s", frame, captured, into.passReason())
                        .isGreaterThanOrEqualTo(layer);
                layer = reached;
                if (isFound) {
                    checkSameFlow(whole, into, isLengthLost);
                }
            }
            assertThat(layer).isEqualTo(LAYERS.size());
        }
    }

    private static void checkSameFlow(Extraction whole, Extraction cut, boolean isLengthLost) {
        assertThat(Extracted.words(cut.identity())).isEqualTo(Extracted.words(whole.identity()));
        assertThat(cut.ipLength()).isEqualTo(whole.ipLength());
        assertThat(cut.hasBadChecksum()).isFalse();
        assertThat(cut.tcpFlags()).isEqualTo(whole.tcpFlags());
        if (isLengthLost) {
            assertThat(cut.payloadLength()).isEqualTo(cut.payloadCapturedLength());
        } else {
            assertThat(cut.payloadLength()).isEqualTo(whole.payloadLength());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 101, 108, 113, 276})
    void aWrongChecksumIsWrongOnlyOnceAllOfThePacketIsThere(int link) {
        for (Endpoint[] ends : new Endpoint[][] {
            {Endpoint.client(1), Endpoint.server(1, 80)}, {Endpoint.client6(1), Endpoint.server6(1, 80)}
        }) {
            for (IpFrameBuilder<?> builder : builders(ends[0], ends[1])) {
                Frame frame = builder.link(LinkType.of(link)).wrongChecksum().build();
                boolean isVerified = Extracted.of(VERIFYING, frame).hasBadChecksum();
                boolean hasKnownChecksum = builder.getClass() != IpPayloadFrameBuilder.class
                        && builder.getClass() != SctpFrameBuilder.class;
                assertThat(isVerified).isEqualTo(hasKnownChecksum);
                checkNoVerdictOnParts(frame);
            }
        }
    }

    private static void checkNoVerdictOnParts(Frame frame) {
        PacketView packet = new PacketView();
        Extraction into = new Extraction();
        for (int captured = 0; captured < frame.bytes().length; captured++) {
            for (int wireLength : new int[] {captured, frame.wireLength()}) {
                point(packet, frame, captured, wireLength);
                ExtractionRules.extract(VERIFYING, packet, into);
                assertThat(into.hasBadChecksum()).isFalse();
            }
        }
    }

    /** The captured bytes lie in the middle of a buffer whose other bytes would be misleading. */
    private static void point(PacketView packet, Frame frame, int captured, int wireLength) {
        byte[] bytes = frame.bytes();
        ByteBuffer buffer = ByteBuffer.allocate(3 * bytes.length + 3);
        buffer.put(bytes).put(bytes, 0, captured).put(bytes);
        packet.wrap(buffer.clear(), bytes.length, captured, frame.linkType(), 0).wireLength(wireLength);
    }

    @Test
    void damagedFramesNeverLeadOutsideTheCapturedBytes() {
        RandomFrames frames = new RandomFrames(SEED);
        Random random = new Random(SEED);
        PacketView packet = new PacketView();
        Extraction into = new Extraction();
        List<FlowExtractor<?>> extractors = ExtractionRules.extractors();
        int found = 0;
        for (int i = 0; i < DAMAGED_FRAME_COUNT; i++) {
            Frame frame = frames.next();
            byte[] bytes = frame.bytes();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bytes[12 + random.nextInt(Math.min(bytes.length, 80) - 12)] = (byte) random.nextInt();
            }
            int captured = random.nextBoolean() ? bytes.length : random.nextInt(bytes.length);
            point(packet, frame, captured, captured + random.nextInt(3) * random.nextInt(2000));
            for (FlowExtractor<?> extractor : extractors) {
                found += ExtractionRules.extract(extractor, packet, into) ? 1 : 0;
            }
        }
        assertThat(found).as("seed %d", SEED).isGreaterThan(DAMAGED_FRAME_COUNT);
    }
}
