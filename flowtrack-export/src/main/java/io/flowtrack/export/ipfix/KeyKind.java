package io.flowtrack.export.ipfix;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.MacPair;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.Transport;

/** What a key is made of. Ports of TCP are told from the others where flags are known of its flow. */
enum KeyKind {
    IPV4_PORTS(0),
    IPV4_ICMP(1),
    IPV4_ICMPV6(2),
    IPV4_PROTOCOL(3),
    IPV4_HOSTS(4),
    IPV6_PORTS(5),
    IPV6_ICMP(6),
    IPV6_ICMPV6(7),
    IPV6_PROTOCOL(8),
    IPV6_HOSTS(9),
    MACS(10),
    IPV4_TCP(11),
    IPV6_TCP(12);

    private final int number;

    KeyKind(int number) {
        this.number = number;
    }

    /** A number of its own, from 0 to 15; templates are numbered by it, so it stays. */
    int number() {
        return number;
    }

    /**
     * The kind of a record's key.
     *
     * @throws IllegalArgumentException if it is none of the ready-made ones, or a pair of two IP versions
     */
    static KeyKind of(FlowRecord<?> flow) {
        if (flow.key() instanceof FiveTuple tuple && tuple.transport() == Transport.TCP && flow.tcpAnalysis() != null) {
            return isIpv4(tuple) ? IPV4_TCP : IPV6_TCP;
        }
        return of(flow.key());
    }

    private static KeyKind of(Object key) {
        if (key instanceof FiveTuple tuple) {
            boolean isIpv4 = isIpv4(tuple);
            return switch (tuple.transport()) {
                case TCP, UDP, UDP_LITE, SCTP -> isIpv4 ? IPV4_PORTS : IPV6_PORTS;
                case ICMP -> isIpv4 ? IPV4_ICMP : IPV6_ICMP;
                case ICMPV6 -> isIpv4 ? IPV4_ICMPV6 : IPV6_ICMPV6;
                case OTHER -> isIpv4 ? IPV4_PROTOCOL : IPV6_PROTOCOL;
            };
        }
        if (key instanceof HostPair pair) {
            if (pair.a().version() != pair.b().version()) {
                throw new IllegalArgumentException("addresses of two IP versions: " + pair);
            }
            return pair.a().version() == IpAddress.IPV4 ? IPV4_HOSTS : IPV6_HOSTS;
        }
        if (key instanceof MacPair) {
            return MACS;
        }
        throw new IllegalArgumentException("a key of " + key.getClass());
    }

    private static boolean isIpv4(FiveTuple tuple) {
        return tuple.source(Orientation.FORWARD).version() == IpAddress.IPV4;
    }

    /** Whether records have the flags of both sides. */
    boolean hasTcpFlags() {
        return this == IPV4_TCP || this == IPV6_TCP;
    }
}
