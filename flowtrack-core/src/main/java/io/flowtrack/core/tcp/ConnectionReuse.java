package io.flowtrack.core.tcp;

import io.flowtrack.api.TcpFlags;

/** When a SYN opens another connection on the tuple of one that is known, by Zeek's rules. */
final class ConnectionReuse {
    private ConnectionReuse() {}

    /**
     * Whether the packet opens another connection. While no side is done, a SYN that repeats where its side began is part
     * of this one, and so is a SYN that comes behind the SYN-ACK that answers it.
     */
    static boolean isReuse(TcpEndpoint initiator, TcpEndpoint responder, int flags, int sequence) {
        boolean isAnswer = TcpFlags.isSynAck(flags);
        if ((flags & TcpFlags.SYN) == 0 || (isAnswer && !initiator.isIn(EndpointState.INACTIVE))) {
            return false;
        }
        if (initiator.isDone() || responder.isDone()) {
            return true;
        }
        TcpEndpoint same = isAnswer ? responder : initiator;
        return !same.startsAt(sequence) && !comesLate(initiator, responder, isAnswer, sequence);
    }

    private static boolean comesLate(TcpEndpoint initiator, TcpEndpoint responder, boolean isAnswer, int sequence) {
        return !isAnswer
                && initiator.isIn(EndpointState.SYN_ACK_SENT)
                && responder.isIn(EndpointState.INACTIVE)
                && responder.startsAt(sequence);
    }
}
