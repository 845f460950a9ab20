package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.SYN;

import io.flowtrack.api.Side;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpSideAnalysis;
import org.jspecify.annotations.Nullable;

/** Both ends of a connection, and what numbers, windows and times of their segments show. */
abstract sealed class ConnectionAnalysis implements TcpAnalysis permits TcpDialogue {
    private static final Handshake MISSED = new Handshake();

    private TcpEndpoint initiator = new TcpEndpoint();
    private TcpEndpoint responder = new TcpEndpoint();
    private @Nullable Handshake handshake;
    private boolean isShaking;

    ConnectionAnalysis() {
        TcpEndpoint.connect(initiator, responder);
    }

    final TcpEndpoint initiator() {
        return initiator;
    }

    final TcpEndpoint responder() {
        return responder;
    }

    /** One end of the connection. */
    public final TcpEndpoint endpoint(Side side) {
        return side == Side.INITIATOR ? initiator : responder;
    }

    /** Looks at a segment, before anything else does. */
    final void analyse(Side side, TcpEndpoint sender, TcpSegment segment) {
        if (isShaking || segment.has(SYN)) {
            shake(side, sender, segment);
        }
        sender.send(segment, sender.peer(), handshake);
    }

    private void shake(Side side, TcpEndpoint sender, TcpSegment segment) {
        Handshake known = handshake;
        if (known == null) {
            known = new Handshake();
            handshake = known;
        }
        if (segment.has(SYN)) {
            sender.learn(segment);
        }
        isShaking = known.follow(side, segment);
    }

    /** Swaps the roles. */
    void flip() {
        TcpEndpoint wasInitiator = initiator;
        initiator = responder;
        responder = wasInitiator;
        if (handshake != null) {
            handshake.flip();
        }
    }

    private Handshake handshake() {
        return handshake == null ? MISSED : handshake;
    }

    @Override
    public final TcpSideAnalysis side(Side side) {
        return endpoint(side);
    }

    @Override
    public final long serverLegNanos() {
        return handshake().serverLegNanos();
    }

    @Override
    public final long clientLegNanos() {
        return handshake().clientLegNanos();
    }

    @Override
    public final long handshakeNanos() {
        return handshake().handshakeNanos();
    }

    @Override
    public final boolean isEcnNegotiated() {
        return handshake().isEcnNegotiated();
    }
}
