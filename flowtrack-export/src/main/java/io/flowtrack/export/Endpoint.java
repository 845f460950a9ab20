package io.flowtrack.export;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.IcmpTypes;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.MacPair;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.Side;
import io.flowtrack.api.Transport;

/**
 * One end of a flow.
 *
 * @param address an {@link IpAddress} or a {@link io.flowtrack.api.MacAddress}
 * @param meaning what the number means
 * @param number a port, an ICMP type or code, or 0
 */
record Endpoint(Object address, Meaning meaning, int number) {
    private static final int OCTET = 0xFF;

    /** What stands behind an address. */
    enum Meaning {
        NOTHING,
        PORT,
        ICMP_TYPE,
        ICMP_CODE
    }

    /**
     * The end of a flow that side is at.
     *
     * @throws IllegalArgumentException if the flow's key is none of the ready-made ones
     */
    static Endpoint of(FlowRecord<?> flow, Side side) {
        Orientation initiator = flow.initiatorOrientation();
        Orientation orientation = flow.orientation(side);
        if (flow.key() instanceof FiveTuple tuple) {
            int typeOrPort = tuple.sourcePort(initiator);
            Meaning meaning = meaning(tuple.transport(), side, typeOrPort);
            return new Endpoint(tuple.source(orientation), meaning, tuple.sourcePort(orientation));
        }
        if (flow.key() instanceof HostPair pair) {
            return new Endpoint(orientation == Orientation.FORWARD ? pair.a() : pair.b(), Meaning.NOTHING, 0);
        }
        if (flow.key() instanceof MacPair pair) {
            return new Endpoint(orientation == Orientation.FORWARD ? pair.a() : pair.b(), Meaning.NOTHING, 0);
        }
        throw new IllegalArgumentException("a key of " + flow.key().getClass());
    }

    private static Meaning meaning(Transport transport, Side side, int initiatorNumber) {
        if (transport.isIcmp()) {
            return side == Side.INITIATOR || IcmpTypes.hasAnswer(transport, initiatorNumber)
                    ? Meaning.ICMP_TYPE
                    : Meaning.ICMP_CODE;
        }
        return transport.hasPorts() ? Meaning.PORT : Meaning.NOTHING;
    }

    /** Appends {@code 192.0.2.1:80}, {@code [2001:db8::1]:80}, {@code 192.0.2.1 type 8}. */
    void appendTo(Text target) {
        appendAddress(target);
        switch (meaning) {
            case NOTHING -> {}
            case PORT -> target.append(':').append(number);
            case ICMP_TYPE -> target.append(" type ").append(number);
            case ICMP_CODE -> target.append(" code ").append(number);
        }
    }

    private void appendAddress(Text target) {
        if (!(address instanceof IpAddress ip)) {
            target.append(address.toString());
        } else if (ip.version() == IpAddress.IPV4) {
            appendDotted(target, ip.low());
        } else if (meaning == Meaning.PORT) {
            target.append('[').append(ip.toString()).append(']');
        } else {
            target.append(ip.toString());
        }
    }

    /** What {@link IpAddress#toString} says, without a string: in a table most of the text is addresses. */
    private static void appendDotted(Text target, long bits) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift > 0; shift -= Byte.SIZE) {
            target.append(bits >>> shift & OCTET).append('.');
        }
        target.append(bits & OCTET);
    }
}
