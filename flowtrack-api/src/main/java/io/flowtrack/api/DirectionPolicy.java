package io.flowtrack.api;

/** Who is taken for the initiator of a flow. */
public final class DirectionPolicy {
    private static final DirectionPolicy FIRST_SENDER = new DirectionPolicy(Kind.FIRST_SENDER, PortSet.NONE);
    private static final DirectionPolicy HANDSHAKE = new DirectionPolicy(Kind.HANDSHAKE, PortSet.NONE);

    private enum Kind {
        FIRST_SENDER,
        HANDSHAKE,
        SERVER_PORTS
    }

    private final Kind kind;
    private final PortSet serverPorts;

    private DirectionPolicy(Kind kind, PortSet serverPorts) {
        this.kind = kind;
        this.serverPorts = serverPorts;
    }

    /** The sender of a flow's first packet. */
    public static DirectionPolicy firstSender() {
        return FIRST_SENDER;
    }

    /** The sender of a flow's first packet, unless that is a SYN-ACK: it answers, so its receiver began. */
    public static DirectionPolicy handshake() {
        return HANDSHAKE;
    }

    /**
     * Zeek's: the sender of the first packet, unless the ports say otherwise. A flow whose first packet is no plain SYN and
     * comes from one of these ports is turned round at once; one that began with a SYN-ACK is turned round when it goes
     * on, or when the SYN comes late. The history has a {@code ^} for each turn, and all that is kept for each side
     * changes sides.
     *
     * @param ports where servers are likely to be found
     */
    public static DirectionPolicy serverPorts(PortSet ports) {
        return new DirectionPolicy(Kind.SERVER_PORTS, ports);
    }

    /** Whether the roles of a flow may be swapped when it goes on. */
    public boolean flipsRoles() {
        return kind == Kind.SERVER_PORTS;
    }

    /** Whether the receiver of a flow's first packet is taken for its initiator. */
    public boolean isFromResponder(Extraction first) {
        return switch (kind) {
            case FIRST_SENDER -> false;
            case HANDSHAKE -> isSynAck(first);
            case SERVER_PORTS -> !first.isLimitedBroadcast() && isFromServer(first);
        };
    }

    private static boolean isSynAck(Extraction first) {
        return first.transport() == Transport.TCP && TcpFlags.isSynAck(first.tcpFlags());
    }

    private boolean isFromServer(Extraction first) {
        Transport transport = first.transport();
        if (!serverPorts.contains(transport, first.sourcePort())) {
            return false;
        }
        boolean isTcp = transport == Transport.TCP;
        if (isTcp && TcpFlags.isPlainSyn(first.tcpFlags())) {
            return false;
        }
        if (!serverPorts.contains(transport, first.destinationPort())) {
            return true;
        }
        boolean hasSyn = (first.tcpFlags() & TcpFlags.SYN) != 0;
        return isTcp && !hasSyn && first.sourcePort() < first.destinationPort();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DirectionPolicy policy && kind == policy.kind && serverPorts.equals(policy.serverPorts);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + serverPorts.hashCode();
    }

    @Override
    public String toString() {
        return switch (kind) {
            case FIRST_SENDER -> "first sender";
            case HANDSHAKE -> "handshake";
            case SERVER_PORTS -> "server ports " + serverPorts;
        };
    }
}
