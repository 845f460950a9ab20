package io.flowtrack.export.ipfix;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.IcmpTypes;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.MacAddress;
import io.flowtrack.api.MacPair;
import io.flowtrack.api.Orientation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;

/** The fields of a key. The source is the initiator, the destination the responder (RFC 5103, section 5.1). */
final class KeyFields {
    private static final List<Field> IPV4 = List.of(
            Field.of(Element.SOURCE_IPV4_ADDRESS, (out, flow) -> putIpv4(out, address(flow.key(), toward(flow)))),
            Field.of(Element.DESTINATION_IPV4_ADDRESS, (out, flow) -> putIpv4(out, address(flow.key(), back(flow)))));

    private static final List<Field> IPV6 = List.of(
            Field.of(Element.SOURCE_IPV6_ADDRESS, (out, flow) -> putIpv6(out, address(flow.key(), toward(flow)))),
            Field.of(Element.DESTINATION_IPV6_ADDRESS, (out, flow) -> putIpv6(out, address(flow.key(), back(flow)))));

    private static final List<Field> MAC = List.of(
            Field.of(Element.SOURCE_MAC_ADDRESS, (out, flow) -> putMac(out, mac(flow.key(), toward(flow)))),
            Field.of(Element.DESTINATION_MAC_ADDRESS, (out, flow) -> putMac(out, mac(flow.key(), back(flow)))));

    private static final Field PROTOCOL = Field.of(
            Element.PROTOCOL_IDENTIFIER,
            (out, flow) -> out.put((byte) tuple(flow).protocol()));

    private static final Field SOURCE_PORT =
            Field.of(Element.SOURCE_TRANSPORT_PORT, (out, flow) -> out.putShort((short) port(flow, toward(flow))));

    private static final Field DESTINATION_PORT =
            Field.of(Element.DESTINATION_TRANSPORT_PORT, (out, flow) -> out.putShort((short) port(flow, back(flow))));

    private static final Field ICMP = Field.of(Element.ICMP_TYPE_CODE_IPV4, KeyFields::putTypeAndCode);
    private static final Field ICMPV6 = Field.of(Element.ICMP_TYPE_CODE_IPV6, KeyFields::putTypeAndCode);

    private KeyFields() {}

    /** The fields of keys of that kind. */
    static List<Field> of(KeyKind kind) {
        return switch (kind) {
            case IPV4_PORTS, IPV4_TCP -> with(IPV4, PROTOCOL, SOURCE_PORT, DESTINATION_PORT);
            case IPV4_ICMP -> with(IPV4, PROTOCOL, ICMP);
            case IPV4_ICMPV6 -> with(IPV4, PROTOCOL, ICMPV6);
            case IPV4_PROTOCOL -> with(IPV4, PROTOCOL);
            case IPV4_HOSTS -> IPV4;
            case IPV6_PORTS, IPV6_TCP -> with(IPV6, PROTOCOL, SOURCE_PORT, DESTINATION_PORT);
            case IPV6_ICMP -> with(IPV6, PROTOCOL, ICMP);
            case IPV6_ICMPV6 -> with(IPV6, PROTOCOL, ICMPV6);
            case IPV6_PROTOCOL -> with(IPV6, PROTOCOL);
            case IPV6_HOSTS -> IPV6;
            case MACS -> MAC;
        };
    }

    private static List<Field> with(List<Field> addresses, Field... rest) {
        return Stream.concat(addresses.stream(), Stream.of(rest)).toList();
    }

    /** Which way the initiator's packets run. */
    private static Orientation toward(FlowRecord<?> flow) {
        return flow.initiatorOrientation();
    }

    private static Orientation back(FlowRecord<?> flow) {
        return flow.initiatorOrientation().opposite();
    }

    private static FiveTuple tuple(FlowRecord<?> flow) {
        return (FiveTuple) flow.key();
    }

    private static int port(FlowRecord<?> flow, Orientation orientation) {
        return tuple(flow).sourcePort(orientation);
    }

    private static IpAddress address(Object key, Orientation orientation) {
        if (key instanceof FiveTuple tuple) {
            return tuple.source(orientation);
        }
        HostPair pair = (HostPair) key;
        return orientation == Orientation.FORWARD ? pair.a() : pair.b();
    }

    private static MacAddress mac(Object key, Orientation orientation) {
        MacPair pair = (MacPair) key;
        return orientation == Orientation.FORWARD ? pair.a() : pair.b();
    }

    private static void putIpv4(ByteBuffer out, IpAddress address) {
        out.putInt((int) address.low());
    }

    private static void putIpv6(ByteBuffer out, IpAddress address) {
        out.putLong(address.high()).putLong(address.low());
    }

    private static void putMac(ByteBuffer out, MacAddress address) {
        out.putShort((short) (address.bits() >>> Integer.SIZE)).putInt((int) address.bits());
    }

    /** Keys have no code of messages that are answered: such have but one, 0. */
    private static void putTypeAndCode(ByteBuffer out, FlowRecord<?> flow) {
        int type = port(flow, toward(flow));
        int code = IcmpTypes.hasAnswer(tuple(flow).transport(), type) ? 0 : port(flow, back(flow));
        out.put((byte) type).put((byte) code);
    }
}
