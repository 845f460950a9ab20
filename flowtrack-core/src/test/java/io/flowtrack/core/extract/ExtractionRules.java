package io.flowtrack.core.extract;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.Transport;
import java.util.List;
import java.util.stream.Stream;

/** What must hold of every extraction from any bytes. Plain comparisons, as a fuzzer runs them millions of times. */
final class ExtractionRules {
    private static final int SHORTEST_IP_HEADER = 20;
    private static final int TCP_HEADER = 20;

    private ExtractionRules() {}

    /** All ready-made extractors. */
    static List<FlowExtractor<?>> extractors() {
        return Stream.of(plainExtractors(), verifyingExtractors(), zeekExtractors())
                .flatMap(List::stream)
                .toList();
    }

    /** Those that verify no checksums. */
    static List<FlowExtractor<?>> plainExtractors() {
        return List.of(
                FiveTupleExtractor.bidirectional(),
                FiveTupleExtractor.directional(),
                FiveTupleExtractor.bidirectional().withVlanIds(),
                FiveTupleExtractor.bidirectional().withTunnelIds(),
                FiveTupleExtractor.directional().withVlanIds().withTunnelIds(),
                FiveTupleExtractor.bidirectional()
                        .decapsulating(Decapsulation.defaults().withOuterFlows().withMaxDepth(16)),
                HostPairExtractor.create(),
                MacPairExtractor.create());
    }

    private static final List<FlowExtractor<?>> ZEEK = List.of(
            FiveTupleExtractor.bidirectional().asZeek(),
            FiveTupleExtractor.bidirectional().verifyingChecksums().asZeek());

    /** Those that follow Zeek's rules, by which UDP-Lite, for one, has no checksum. */
    static List<FlowExtractor<?>> zeekExtractors() {
        return ZEEK;
    }

    /** Those that verify checksums. */
    static List<FlowExtractor<?>> verifyingExtractors() {
        return List.of(
                FiveTupleExtractor.bidirectional().verifyingChecksums(),
                FiveTupleExtractor.directional().withVlanIds().verifyingChecksums(),
                FiveTupleExtractor.directional().verifyingChecksums().withVlanIds(),
                HostPairExtractor.create().verifyingChecksums(),
                MacPairExtractor.create().verifyingChecksums());
    }

    /** Extracts, and checks what was found. Returns whether the packet is of a flow. */
    static <K> boolean extract(FlowExtractor<K> extractor, PacketView packet, Extraction into) {
        into.reset();
        boolean isFound = extractor.extract(packet, into);
        check(extractor, packet, into, isFound);
        for (int depth = 0; into.tunnels().hasInner(); depth++) {
            check(depth < Decapsulation.MAX_DEPTH, "tunnels end");
            into.reset();
            check(extractor, packet, into, extractor.extractInner(packet, into));
        }
        return isFound;
    }

    private static <K> void check(FlowExtractor<K> extractor, PacketView packet, Extraction into, boolean isFound) {
        if (isFound) {
            checkTunnels(extractor, packet, into);
            checkHeaders(packet, into);
            checkPayload(packet, into, ZEEK.contains(extractor));
            checkChecksum(packet, into);
            checkOptions(into);
            checkKey(extractor, into.identity());
            Transport transport = into.transport();
            if (transport == Transport.ICMP || transport == Transport.ICMPV6) {
                Extraction quoted = new Extraction();
                if (extractor.extractQuoted(packet, quoted)) {
                    checkKey(extractor, quoted.identity());
                }
            }
        }
    }

    private static void checkTunnels(FlowExtractor<?> extractor, PacketView packet, Extraction found) {
        int depth = found.tunnels().depth();
        check(depth == 0 || extractor.tunnels(packet).size() == depth, "what carries the packet is told");
    }

    private static void checkHeaders(PacketView packet, Extraction found) {
        int network = found.networkOffset();
        int transport = found.transportOffset();
        int captured = packet.capturedLength();
        if (network == Extraction.NO_OFFSET) {
            check(transport == Extraction.NO_OFFSET, "a transport header without an IP header");
            check(found.ipLength() == 0 && found.payloadLength() == 0, "IP lengths without an IP header");
            return;
        }
        check(network >= 0 && network <= captured - SHORTEST_IP_HEADER, "the IP header was captured");
        boolean isLengthLeftOut = isLengthLeftOut(packet, network); // then Zeek's rules count no payload
        check(
                found.ipLength() >= SHORTEST_IP_HEADER || (found.ipLength() == 0 && isLengthLeftOut),
                "the IP packet has a header");
        if (transport != Extraction.NO_OFFSET) {
            check(transport >= network + SHORTEST_IP_HEADER, "the transport header follows the IP header");
            check(transport <= captured, "the transport header begins within the captured bytes");
        }
        if (found.transport() == Transport.TCP) {
            check(transport <= captured - TCP_HEADER, "the TCP header was captured");
        }
    }

    private static void checkPayload(PacketView packet, Extraction found, boolean isZeek) {
        int inHand = found.payloadCapturedLength();
        check(inHand >= 0 && inHand <= found.payloadLength(), "no more payload in hand than on the wire");
        if (inHand > 0) {
            check(found.payloadOffset() >= found.transportOffset(), "the payload follows the transport header");
            check(found.payloadOffset() + inHand <= packet.capturedLength(), "payload in hand was captured");
        }
        boolean isAsSaid = isZeek && found.transport() == Transport.UDP; // by UDP's own length, however long that is
        if (found.payloadLength() > 0 && !isAsSaid) {
            long end = (long) found.payloadOffset() + found.payloadLength();
            check(end <= packet.wireLength(), "the payload is within the frame");
            boolean isWithin = end <= (long) found.networkOffset() + found.ipLength();
            boolean isLengthLeftOut = isLengthLeftOut(packet, found.networkOffset());
            check(isWithin || isLengthLeftOut, "the payload is within the IP packet");
        }
    }

    private static boolean isLengthLeftOut(PacketView packet, int network) {
        boolean isIpv6 = packet.u8(network) >> 4 == 6;
        return packet.u16(network + (isIpv6 ? 4 : 2)) == 0;
    }

    private static void checkChecksum(PacketView packet, Extraction found) {
        if (found.hasBadChecksum()) {
            check(found.transportOffset() != Extraction.NO_OFFSET, "a checksum is in a transport header");
            check(
                    found.networkOffset() + found.ipLength() <= packet.capturedLength(),
                    "only what is whole is verified");
        }
    }

    private static void checkOptions(Extraction found) {
        int mss = found.maxSegmentLength();
        int shift = found.windowScaleShift();
        check(mss >= Extraction.NO_OPTION && mss <= 0xFFFF, "MSS has two bytes");
        check(shift >= Extraction.NO_OPTION && shift <= 14, "windows are shifted by 14 bits at most");
        boolean hasSynOptions = mss != Extraction.NO_OPTION || shift != Extraction.NO_OPTION || found.isSackPermitted();
        check(!hasSynOptions || (found.tcpFlags() & TcpFlags.SYN) != 0, "options of a SYN are of a SYN");
        check(!found.hasTimestamps() || found.transport() == Transport.TCP, "timestamps are of TCP");
    }

    /** A flow that packets find is found by its key. */
    private static <K> void checkKey(FlowExtractor<K> extractor, FlowIdentity identity) {
        FlowIdentity byKey = new FlowIdentity();
        extractor.identify(extractor.key(identity), byKey);
        check(byKey.wordCount() == identity.wordCount(), "the key has as many words");
        for (int i = 0; i < identity.wordCount(); i++) {
            check(byKey.word(i) == identity.word(i), "the key has the same words");
        }
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new AssertionError("broken: " + rule);
        }
    }
}
