package io.flowtrack.api;

import java.util.Objects;

/**
 * The key of a conversation: IP protocol and two endpoints, optionally within a {@link FlowScope}.
 *
 * <p>Endpoint A is the smaller one (by address, then port) where both directions are one flow, and the sender where each
 * direction is a flow of its own. For ICMP the port of the sender is the message type and the other one the type of the
 * answer, or the code of a message that has no answer; protocols without ports have 0.
 *
 * <p>Addresses are kept as numbers, so a key is one small object.
 */
public final class FiveTuple {
    private static final int MAX_PORT = 0xFFFF;
    private static final int MAX_PROTOCOL = 0xFF;

    private final long highA;
    private final long lowA;
    private final long highB;
    private final long lowB;
    private final char portA;
    private final char portB;
    private final short protocol;
    private final byte version;
    private final FlowScope scope;

    private FiveTuple(int protocol, IpAddress addressA, int portA, IpAddress addressB, int portB) {
        this.highA = addressA.high();
        this.lowA = addressA.low();
        this.highB = addressB.high();
        this.lowB = addressB.low();
        this.portA = (char) portA;
        this.portB = (char) portB;
        this.protocol = (short) protocol;
        this.version = (byte) addressA.version();
        this.scope = FlowScope.NONE;
    }

    private FiveTuple(FiveTuple tuple, FlowScope scope) {
        this.highA = tuple.highA;
        this.lowA = tuple.lowA;
        this.highB = tuple.highB;
        this.lowB = tuple.lowB;
        this.portA = tuple.portA;
        this.portB = tuple.portB;
        this.protocol = tuple.protocol;
        this.version = tuple.version;
        this.scope = scope;
    }

    /**
     * A key with its endpoints as given, in no scope.
     *
     * @param protocol IP protocol number, 0 to 255
     * @param portA 0 to 65535
     * @param portB 0 to 65535
     * @throws IllegalArgumentException if a number is out of range or the addresses are of different versions
     */
    public static FiveTuple of(int protocol, IpAddress addressA, int portA, IpAddress addressB, int portB) {
        if (protocol < 0 || protocol > MAX_PROTOCOL) {
            throw new IllegalArgumentException("IP protocol " + protocol);
        }
        if (Math.min(portA, portB) < 0 || Math.max(portA, portB) > MAX_PORT) {
            throw new IllegalArgumentException("ports " + portA + ", " + portB);
        }
        if (addressA.version() != addressB.version()) {
            throw new IllegalArgumentException("addresses of two IP versions: " + addressA + ", " + addressB);
        }
        return new FiveTuple(protocol, addressA, portA, addressB, portB);
    }

    /** The same endpoints within a scope. */
    public FiveTuple in(FlowScope newScope) {
        return new FiveTuple(this, newScope);
    }

    /** IP protocol number, 0 to 255. */
    public int protocol() {
        return protocol;
    }

    /** What the protocol number stands for. */
    public Transport transport() {
        return Transport.ofProtocol(protocol);
    }

    /** Address of endpoint A. */
    public IpAddress addressA() {
        return new IpAddress(version, highA, lowA);
    }

    /** Port of endpoint A, 0 to 65535; for ICMP see the class comment. */
    public int portA() {
        return portA;
    }

    /** Address of endpoint B. */
    public IpAddress addressB() {
        return new IpAddress(version, highB, lowB);
    }

    /** Port of endpoint B, 0 to 65535; for ICMP see the class comment. */
    public int portB() {
        return portB;
    }

    /** The VLANs this conversation is meant in; {@link FlowScope#NONE} unless the extractor was told to look. */
    public FlowScope scope() {
        return scope;
    }

    /** The address that sends packets of that orientation. */
    public IpAddress source(Orientation orientation) {
        return orientation == Orientation.FORWARD ? addressA() : addressB();
    }

    /** The port that sends packets of that orientation. */
    public int sourcePort(Orientation orientation) {
        return orientation == Orientation.FORWARD ? portA : portB;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FiveTuple that
                && highA == that.highA
                && lowA == that.lowA
                && highB == that.highB
                && lowB == that.lowB
                && portA == that.portA
                && portB == that.portB
                && protocol == that.protocol
                && version == that.version
                && scope.equals(that.scope);
    }

    @Override
    public int hashCode() {
        return Objects.hash(highA, lowA, highB, lowB, (int) portA, (int) portB, protocol, scope);
    }

    /** Protocol, endpoint A, endpoint B: {@code TCP 192.0.2.1:40000 - 192.0.2.2:80}. */
    @Override
    public String toString() {
        String name = transport() == Transport.OTHER
                ? "IP protocol " + protocol
                : transport().name();
        String text = name + " " + endpoint(addressA(), portA) + " - " + endpoint(addressB(), portB);
        return scope.equals(FlowScope.NONE) ? text : text + " in " + scope;
    }

    private static String endpoint(IpAddress address, int port) {
        return address.version() == IpAddress.IPV6 ? "[" + address + "]:" + port : address + ":" + port;
    }
}
