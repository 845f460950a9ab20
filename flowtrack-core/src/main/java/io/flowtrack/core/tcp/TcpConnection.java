package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;

import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpFlags;

/** Follows one TCP connection, packet by packet. */
public final class TcpConnection {
    private final TcpSide initiator = new TcpSide();
    private final TcpSide responder = new TcpSide();
    private final History history = new History();
    private FlowState state = FlowState.ACTIVE;

    /** A connection of which nothing was seen. */
    public TcpConnection() {}

    /** Where the connection stands. */
    public FlowState state() {
        return state;
    }

    /** What each side has done; see {@link io.flowtrack.api.Flow#history}. */
    public String history() {
        return history.toString();
    }

    /**
     * Whether a packet opens another connection than this one: a SYN whose sequence number is not the one its sender began
     * with. While this connection is open, the first SYN of a side is part of it (simultaneous open); once it is over, it
     * is not.
     */
    public boolean isReplacedBy(Side side, int flags, int sequence) {
        if (!TcpFlags.isPlainSyn(flags) || (flags & RST) != 0) {
            return false;
        }
        return state.isFinal() ? !side(side).beganAt(sequence) : side(side).beganElsewhere(sequence);
    }

    /**
     * Follows one packet of this connection.
     *
     * @param side who sent it
     * @param flags its flags
     * @param sequence its sequence number, raw 32 bits
     * @param acknowledgement its acknowledgement number, raw 32 bits, looked at only with ACK
     * @param payloadLength bytes of payload on the wire
     * @return the state now; it differs from the state before by at most one transition
     */
    public FlowState follow(Side side, int flags, int sequence, int acknowledgement, int payloadLength) {
        history.note(side, flags, payloadLength);
        boolean reset = (flags & RST) != 0;
        if (!reset) {
            send(side(side), flags, sequence, payloadLength);
            if ((flags & ACK) != 0) {
                acknowledge(side(side), side(side.opposite()), flags, acknowledgement);
            }
        }
        FlowState next = TcpStates.next(state, initiator, responder, reset);
        if (next != state) { // most packets cross nothing, and writing a reference is not cheap: the collector notes it
            state = next;
        }
        return next;
    }

    /** Gives the connection up: another one began on its tuple. */
    public void abort() {
        state = FlowState.ABORTED;
    }

    private TcpSide side(Side side) {
        return side == Side.INITIATOR ? initiator : responder;
    }

    private static void send(TcpSide sender, int flags, int sequence, int payloadLength) {
        int synLength = 0;
        if ((flags & SYN) != 0) {
            sender.syn(sequence);
            synLength = 1;
        } else {
            sender.firstByte(sequence);
        }
        if ((flags & FIN) != 0) {
            sender.fin(sequence + synLength + payloadLength + 1);
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
