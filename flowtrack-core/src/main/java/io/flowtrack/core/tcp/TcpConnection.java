package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;

import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.core.count.SideCounters;

/** Follows one TCP connection, packet by packet. */
public final class TcpConnection extends TcpDialogue {
    private static final int FLAGS_MASK = 0xFF;
    private static final FlowState[] STATES = FlowState.values();

    /** Place among {@link #STATES}; 0 is ACTIVE. */
    private byte state;
    /** Flags seen, the initiator's in the low byte, the responder's in the high one: here is room, and in a side there is none. */
    private char flags;

    /** A connection of which nothing was seen. */
    public TcpConnection(ConnectionRules rules) {
        super(rules);
    }

    /** Where the connection stands. */
    public FlowState state() {
        return STATES[state];
    }

    @SuppressWarnings("EnumOrdinal") // kept in a byte, which nobody else sees
    private void enter(FlowState next) {
        state = (byte) next.ordinal();
    }

    /**
     * Whether a packet opens another connection than this one: a SYN whose sequence number is not the one its sender began
     * with. While this connection is open, the first SYN of a side is part of it (simultaneous open); once it is over, it
     * is not.
     */
    public boolean isReplacedBy(Side side, int flags, int sequence) {
        if ((flags & SYN) == 0) {
            return false;
        }
        if (is(REUSES_AS_ZEEK)) {
            return isReusedBy(flags, sequence);
        }
        if (!TcpFlags.isPlainSyn(flags) || (flags & RST) != 0) {
            return false;
        }
        TcpEndpoint sender = endpoint(side);
        return state().isFinal() ? !sender.beganAt(sequence) : sender.beganElsewhere(sequence);
    }

    /**
     * Follows one packet of this connection.
     *
     * @param side who sent it, before any swap of the roles that it brings
     * @return the state now; it differs from the state before by at most one transition
     */
    public FlowState follow(Side side, TcpSegment segment) {
        TcpEndpoint sender = endpoint(side);
        TcpEndpoint peer = endpoint(side.opposite());
        if (isExchange(segment)) {
            exchangeBetween(side, sender, peer, segment);
            return state();
        }
        noteFlags(side, segment.flags());
        analyse(side, sender, peer, segment);
        return followStates(side, segment);
    }

    /** Whether a segment moves nothing but numbers of an open connection, as nearly all do. */
    public boolean isExchange(TcpSegment segment) {
        return is(STEADY) && segment.isOrdinary();
    }

    /**
     * Follows a segment that {@linkplain #isExchange moves nothing but numbers}: state and roles stay, and there is no
     * {@link #news}.
     *
     * @param sender what this connection has of the side that sent it, for those who keep it at hand
     * @param peer what it has of the other side
     */
    public void exchange(Side side, SideCounters sender, SideCounters peer, TcpSegment segment) {
        exchangeBetween(side, (TcpEndpoint) sender, (TcpEndpoint) peer, segment);
    }

    private void exchangeBetween(Side side, TcpEndpoint sender, TcpEndpoint peer, TcpSegment segment) {
        noteFlags(side, segment.flags());
        analyse(side, sender, peer, segment);
        exchange(side, sender, peer, segment);
        if (segment.hasAck()) {
            sender.acknowledges(segment.acknowledgement());
        }
    }

    /** Most segments have no flag that is new. */
    private void noteFlags(Side side, int some) {
        int next = flags | some << shift(side);
        if (next != flags) {
            flags = (char) next;
        }
    }

    private static int shift(Side side) {
        return side == Side.INITIATOR ? 0 : Byte.SIZE;
    }

    @Override
    public int flagsSeen(Side side) {
        return flags >> shift(side) & FLAGS_MASK;
    }

    @Override
    protected void flip() {
        super.flip();
        flags = Character.reverseBytes(flags);
    }

    /** Follows a segment that may change a state, or any that was analysed. */
    FlowState followStates(Side side, TcpSegment segment) {
        TcpEndpoint sender = endpoint(side);
        TcpEndpoint peer = endpoint(side.opposite());
        if (segment.hasRst() && is(IGNORES_RESETS_OUT_OF_WINDOW) && !sender.isResetBelieved()) {
            forgetNews();
            return state();
        }
        advance(side, segment);
        if (!segment.hasRst()) {
            send(sender, segment);
            if (segment.hasAck()) {
                acknowledge(sender, peer, segment.flags(), segment.acknowledgement());
            }
        }
        FlowState next = TcpStates.next(state(), initiator(), responder(), segment.hasRst());
        enter(next);
        boolean isOpen = next == FlowState.ESTABLISHED || (next == FlowState.ACTIVE && !isAnySynSent());
        set(STEADY, isOpen && isFlowing());
        return next;
    }

    private boolean isAnySynSent() {
        return initiator().hasSentSyn() || responder().hasSentSyn();
    }

    /** Gives the connection up: another one began on its tuple. */
    public void abort() {
        enter(FlowState.ABORTED);
    }

    private static void send(TcpSide sender, TcpSegment segment) {
        int synLength = 0;
        if (segment.hasSyn()) {
            sender.syn(segment.sequence());
            synLength = 1;
        } else {
            sender.firstByte(segment.sequence());
        }
        if (segment.hasFin()) {
            sender.fin(segment.sequence() + synLength + segment.payloadLength() + 1);
        }
    }

    /** What an acknowledgement says of the other side, too: that it sent a SYN, even if the capture misses it. */
    private static void acknowledge(TcpSide sender, TcpSide peer, int flags, int number) {
        sender.acknowledges(number);
        peer.firstByte(number);
        if ((flags & SYN) != 0) {
            peer.missedSyn();
        } else if (sender.acknowledgedSynOf(peer)) {
            sender.missedSyn();
        }
    }
}
