package io.flowtrack.export.ipfix;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.MacPair;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.TcpFindings;
import io.flowtrack.api.TunnelType;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a collector has to find in a record: docs/ipfix.md once more, in another order. */
final class Expected {
    private static final Set<Integer> ANSWERED = Set.of(0, 8, 9, 10, 13, 14, 15, 16, 17, 18);
    private static final Set<Integer> ANSWERED_6 = Set.of(128, 129, 130, 131, 133, 134, 135, 136, 139, 140, 144, 145);

    private final Map<String, BigInteger> values = new HashMap<>();

    private Expected() {}

    static Map<String, BigInteger> of(FlowRecord<?> flow) {
        Expected expected = new Expected();
        expected.addKey(flow);
        expected.addVlans(flow.vlanIds().outer(), flow.vlanIds().inner());
        expected.addTimes(flow.firstNanos(), flow.lastNanos());
        expected.addCounts("", flow.counts(Side.INITIATOR), flow.delta(Side.INITIATOR));
        expected.addCounts("29305/", flow.counts(Side.RESPONDER), flow.delta(Side.RESPONDER));
        expected.addFlags(flow);
        expected.put("136", reason(flow.endReason()));
        expected.put("239", 1);
        if (flow.userState() instanceof Records.Numbered number) {
            expected.put("148", number.flowNumber());
        }
        return expected.values;
    }

    private void put(String element, long value) {
        values.put(element, BigInteger.valueOf(value));
        if (value < 0) {
            values.put(element, new BigInteger(Long.toUnsignedString(value)));
        }
    }

    private void addTimes(long first, long last) {
        put("152", first / 1_000_000);
        put("153", last / 1_000_000);
        values.put("156", ntp(first));
        values.put("157", ntp(last));
    }

    /** The smallest timestamp that is not before that time. */
    private static BigInteger ntp(long nanos) {
        BigInteger billion = BigInteger.valueOf(1_000_000_000);
        BigInteger since1900 = BigInteger.valueOf(nanos)
                .add(BigInteger.valueOf(25_567L * 86_400).multiply(billion));
        return since1900.shiftLeft(32).add(billion.subtract(BigInteger.ONE)).divide(billion);
    }

    private void addCounts(String prefix, SideCounts totals, SideCounts deltas) {
        put(prefix + 85, totals.ipBytes());
        put(prefix + 86, totals.packets());
        put(prefix + 1, deltas.ipBytes());
        put(prefix + 2, deltas.packets());
        put(prefix + 352, deltas.wireBytes());
        put(prefix + 401, deltas.payloadBytes());
    }

    private void addFlags(FlowRecord<?> flow) {
        TcpFindings found = flow.tcpAnalysis();
        if (found != null && flow.key() instanceof FiveTuple) {
            put("6", found.initiatorFlags());
            put("29305/6", found.responderFlags());
        }
    }

    private void addKey(FlowRecord<?> flow) {
        boolean isForward = flow.initiatorOrientation() == Orientation.FORWARD;
        if (flow.key() instanceof MacPair pair) {
            put("56", (isForward ? pair.a() : pair.b()).bits());
            put("80", (isForward ? pair.b() : pair.a()).bits());
        } else if (flow.key() instanceof HostPair pair) {
            addAddresses(isForward ? List.of(pair.a(), pair.b()) : List.of(pair.b(), pair.a()));
        } else if (flow.key() instanceof FiveTuple tuple) {
            IpAddress a = tuple.addressA();
            IpAddress b = tuple.addressB();
            addAddresses(isForward ? List.of(a, b) : List.of(b, a));
            put("4", tuple.protocol());
            addPorts(
                    tuple.protocol(),
                    isForward ? tuple.portA() : tuple.portB(),
                    isForward ? tuple.portB() : tuple.portA());
            if (tuple.scope().tunnelType() == TunnelType.VXLAN) {
                put("351", 0x0100_0000_0000_0000L + tuple.scope().tunnelId());
            }
        }
    }

    private void addAddresses(List<IpAddress> addresses) {
        boolean isIpv4 = addresses.get(0).version() == 4;
        List<String> elements = isIpv4 ? List.of("8", "12") : List.of("27", "28");
        for (int i = 0; i < 2; i++) {
            byte[] bytes = java.nio.ByteBuffer.allocate(16)
                    .putLong(addresses.get(i).high())
                    .putLong(addresses.get(i).low())
                    .array();
            values.put(elements.get(i), new BigInteger(1, bytes));
        }
    }

    private void addPorts(int protocol, int initiator, int responder) {
        switch (protocol) {
            case 1 -> put("32", initiator * 256L + (ANSWERED.contains(initiator) ? 0 : responder));
            case 58 -> put("139", initiator * 256L + (ANSWERED_6.contains(initiator) ? 0 : responder));
            case 6, 17, 132, 136 -> {
                put("7", initiator);
                put("11", responder);
            }
            default -> {
                // no ports
            }
        }
    }

    private void addVlans(int outer, int inner) {
        if (outer > 0) {
            put("58", outer);
            put("243", outer);
        }
        if (inner > 0) {
            put("245", inner);
        }
    }

    private static int reason(@org.jspecify.annotations.Nullable EndReason reason) {
        return switch (String.valueOf(reason)) {
            case "IDLE_TIMEOUT" -> 1;
            case "ACTIVE_TIMEOUT", "null" -> 2;
            case "FIN", "RST", "REUSED" -> 3;
            case "FLUSHED" -> 4;
            case "EVICTED" -> 5;
            default -> throw new AssertionError(reason);
        };
    }
}
