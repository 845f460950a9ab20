package io.flowtrack.core.tcp;

import io.flowtrack.api.ConnState;
import java.util.regex.Pattern;

/** Zeek's summary of a connection: a pure function of what both endpoints did. */
final class ConnStates {
    /** A SYN, then nothing that shows an answer or a live initiator, then a RST. */
    private static final Pattern ABANDONED = Pattern.compile("\\^?S[^HAFGIQ]*R.*");

    private ConnStates() {}

    static ConnState of(TcpEndpoint initiator, TcpEndpoint responder, String history) {
        EndpointState from = initiator.state();
        EndpointState to = responder.state();
        if (to == EndpointState.RESET) {
            boolean isEmpty = initiator.streamBytes() == 0 && responder.streamBytes() == 0;
            return resetByResponder(from, isEmpty);
        }
        if (from == EndpointState.RESET) {
            return resetByInitiator(to, history);
        }
        if (from == EndpointState.CLOSED) {
            return to == EndpointState.CLOSED ? ConnState.SF : to.isSilent() ? ConnState.SH : ConnState.S2;
        }
        if (to == EndpointState.CLOSED) {
            return from.isSilent() ? ConnState.SHR : ConnState.S3;
        }
        return open(from, to);
    }

    private static ConnState resetByResponder(EndpointState initiator, boolean isEmpty) {
        boolean isRefused = initiator.isAttempt() || (initiator == EndpointState.RESET && isEmpty);
        return isRefused ? ConnState.REJ : initiator.isSilent() ? ConnState.RSTRH : ConnState.RSTR;
    }

    private static ConnState resetByInitiator(EndpointState responder, String history) {
        if (!responder.isSilent()) {
            return ConnState.RSTO;
        }
        return ABANDONED.matcher(history).matches() ? ConnState.RSTOS0 : ConnState.OTH;
    }

    private static ConnState open(EndpointState initiator, EndpointState responder) {
        if (initiator == EndpointState.SYN_SENT && responder == EndpointState.INACTIVE) {
            return ConnState.S0;
        }
        boolean isOpen = initiator == EndpointState.ESTABLISHED && responder == EndpointState.ESTABLISHED;
        return isOpen ? ConnState.S1 : ConnState.OTH;
    }
}
