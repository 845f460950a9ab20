package io.flowtrack.export.ipfix;

import io.flowtrack.api.ConnState;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.FlowScope;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.MacAddress;
import io.flowtrack.api.MacPair;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.TcpFindings;
import io.flowtrack.api.TcpSideFindings;
import io.flowtrack.api.Transport;
import io.flowtrack.api.TunnelType;
import io.flowtrack.api.VlanIds;
import io.flowtrack.export.FlowNumbered;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Records to write. */
final class Records {
    static final IpAddress A = IpAddress.parse("192.0.2.1");
    static final IpAddress B = IpAddress.parse("192.0.2.2");
    static final FiveTuple TCP = FiveTuple.of(6, A, 1000, B, 80);

    private static final int[] PROTOCOLS = {1, 6, 17, 47, 58, 132, 136};
    private static final long YEAR_2036 = 2_085_978_496L * 1_000_000_000;

    private static final TcpSideFindings NOTHING_FOUND =
            new TcpSideFindings(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, false, 0, 0, 0, 0);

    private Records() {}

    /** A number of a flow. */
    record Numbered(long flowNumber) implements FlowNumbered {}

    /** A first and only report. */
    static FlowRecord<Object> record(Object key, @Nullable EndReason reason) {
        SideCounts initiator = new SideCounts(3, 300, 258, 100, 100);
        SideCounts responder = new SideCounts(2, 200, 172, 50, 50);
        return record(
                key,
                Orientation.FORWARD,
                reason,
                new long[] {1_700_000_000_123_456_789L, 1_700_000_005_999_999_999L},
                List.of(initiator, responder, initiator, responder),
                null);
    }

    /** With totals of both sides, then deltas. */
    static FlowRecord<Object> record(
            Object key,
            Orientation initiator,
            @Nullable EndReason reason,
            long[] times,
            List<SideCounts> counts,
            @Nullable Numbered number) {
        return new FlowRecord<>(
                key,
                key instanceof FiveTuple tuple ? tuple.transport() : Transport.OTHER,
                initiator,
                FlowState.ACTIVE,
                reason,
                ConnState.OTH,
                "",
                /* missedBytes= */ 0,
                times[0],
                times[1],
                counts.get(0),
                counts.get(1),
                vlanIds(key),
                List.of(),
                null,
                /* reportNumber= */ 1,
                times[0],
                counts.get(2),
                counts.get(3),
                number);
    }

    /** Those in the key. */
    private static VlanIds vlanIds(Object key) {
        return key instanceof FiveTuple tuple
                ? VlanIds.of(tuple.scope().outerVlanId(), tuple.scope().innerVlanId())
                : VlanIds.NONE;
    }

    /** The same, with the flags that were seen of each side. */
    static FlowRecord<Object> withFlags(FlowRecord<Object> flow, int initiatorFlags, int responderFlags) {
        TcpFindings found =
                new TcpFindings(NOTHING_FOUND, NOTHING_FOUND, -1, -1, -1, false, initiatorFlags, responderFlags);
        return with(flow, flow.vlanIds(), found);
    }

    /** The same, of a flow that began with these tags. */
    static FlowRecord<Object> withVlanIds(FlowRecord<Object> flow, VlanIds ids) {
        return with(flow, ids, flow.tcpAnalysis());
    }

    private static FlowRecord<Object> with(FlowRecord<Object> flow, VlanIds ids, @Nullable TcpFindings found) {
        return new FlowRecord<>(
                flow.key(),
                flow.transport(),
                flow.initiatorOrientation(),
                flow.state(),
                flow.endReason(),
                flow.connState(),
                flow.history(),
                flow.missedBytes(),
                flow.firstNanos(),
                flow.lastNanos(),
                flow.initiator(),
                flow.responder(),
                ids,
                flow.tunnels(),
                found,
                flow.reportNumber(),
                flow.deltaStartNanos(),
                flow.initiatorDelta(),
                flow.responderDelta(),
                flow.userState());
    }

    /** Any record with a ready-made key; of TCP with and without flags; with VLANs in the key, beside it, and without. */
    static FlowRecord<Object> random(Random random) {
        FlowRecord<Object> flow = randomWithoutFlags(random);
        if (!flow.vlanIds().areAny() && random.nextInt(4) == 0) {
            flow = withVlanIds(flow, VlanIds.of(random.nextInt(2) * 4095, random.nextInt(2) * 7));
        }
        return flow.transport() == Transport.TCP && random.nextInt(4) != 0
                ? withFlags(flow, random.nextInt(256), random.nextInt(256))
                : flow;
    }

    private static FlowRecord<Object> randomWithoutFlags(Random random) {
        EndReason[] reasons = EndReason.values();
        long first = random.nextLong(YEAR_2036);
        return record(
                key(random),
                random.nextBoolean() ? Orientation.FORWARD : Orientation.REVERSE,
                random.nextInt(9) == 0 ? null : reasons[random.nextInt(reasons.length)],
                new long[] {first, random.nextLong(first, YEAR_2036)},
                List.of(counts(random), counts(random), counts(random), counts(random)),
                random.nextBoolean() ? new Numbered(random.nextLong()) : null);
    }

    private static Object key(Random random) {
        boolean isIpv4 = random.nextBoolean();
        IpAddress a = address(random, isIpv4);
        IpAddress b = address(random, isIpv4);
        return switch (random.nextInt(8)) {
            case 0 -> new HostPair(a, b);
            case 1 -> new MacPair(new MacAddress(random.nextLong(1L << 48)), new MacAddress(random.nextLong(1L << 48)));
            case 2 -> tuple(random, a, b).in(scope(random));
            default -> tuple(random, a, b);
        };
    }

    private static FlowScope scope(Random random) {
        @Nullable TunnelType[] tunnels = {null, TunnelType.VXLAN, TunnelType.GRE};
        @Nullable TunnelType tunnel = tunnels[random.nextInt(tunnels.length)];
        return new FlowScope(
                random.nextInt(2) * 4095, random.nextInt(2) * 7, tunnel, tunnel == null ? 0 : random.nextInt(1 << 24));
    }

    private static FiveTuple tuple(Random random, IpAddress a, IpAddress b) {
        int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
        int most = Transport.ofProtocol(protocol).hasPorts() ? 65_536 : 256;
        return FiveTuple.of(protocol, a, random.nextInt(most), b, random.nextInt(most));
    }

    private static IpAddress address(Random random, boolean isIpv4) {
        return isIpv4 ? IpAddress.ofIpv4(random.nextInt()) : IpAddress.ofIpv6(random.nextLong(), random.nextLong());
    }

    private static SideCounts counts(Random random) {
        return new SideCounts(
                random.nextLong() >>> 1,
                random.nextLong() >>> 1,
                random.nextLong() >>> 1,
                random.nextLong() >>> 1,
                random.nextLong());
    }
}
