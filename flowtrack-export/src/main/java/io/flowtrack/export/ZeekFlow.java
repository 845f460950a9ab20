package io.flowtrack.export;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Side;
import java.util.List;

/**
 * A flow as a row of conn.log.
 *
 * @param parents what carried it, empty for nothing
 */
record ZeekFlow(FlowRecord<?> record, FiveTuple tuple, String uid, List<String> parents) {
    /**
     * The row of a record.
     *
     * @throws IllegalArgumentException if its key is no five-tuple
     */
    static ZeekFlow of(FlowRecord<?> record, FlowUids uids, TunnelParents parents) {
        if (!(record.key() instanceof FiveTuple tuple)) {
            throw new IllegalArgumentException("a conn.log of " + record.key().getClass());
        }
        return new ZeekFlow(record, tuple, uids.uid(record), parents.take(record));
    }

    /** As Zeek prints it: an IPv4-mapped address is an IPv4 address. */
    String address(Side side) {
        IpAddress address = tuple.source(record.orientation(side));
        boolean mapped = address.version() == IpAddress.IPV6 && address.high() == 0 && address.low() >>> 32 == 0xFFFF;
        return mapped ? IpAddress.ofIpv4((int) address.low()).toString() : address.toString();
    }

    int port(Side side) {
        return tuple.sourcePort(record.orientation(side));
    }

    String proto() {
        return switch (tuple.transport()) {
            case TCP -> "tcp";
            case UDP -> "udp";
            case ICMP, ICMPV6 -> "icmp";
            default -> "unknown_transport";
        };
    }

    /** Duration and sizes are unset where this is not above 0. */
    long durationMicros() {
        return Times.micros(record.lastNanos()) - Times.micros(record.firstNanos());
    }

    long size(Side side) {
        return switch (record.transport()) {
            case TCP, UDP, ICMP, ICMPV6 -> record.counts(side).streamBytes();
            default -> 0;
        };
    }
}
