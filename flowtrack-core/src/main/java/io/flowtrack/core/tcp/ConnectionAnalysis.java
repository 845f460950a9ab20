package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.SYN;

import io.flowtrack.api.Side;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpSideAnalysis;
import org.jspecify.annotations.Nullable;

/**
 * What numbers, windows and times of both sides' segments show. It follows the same segments as {@link TcpConnection}, and
 * neither knows of the other.
 */
public final class ConnectionAnalysis implements TcpAnalysis {
    private static final Handshake MISSED = new Handshake();

    private SideAnalysis initiator = new SideAnalysis();
    private SideAnalysis responder = new SideAnalysis();
    private @Nullable Handshake handshake;
    private boolean isShaking;

    /** An analysis that has seen nothing. */
    public ConnectionAnalysis() {}

    /** Follows one segment of the connection. */
    public void follow(Side side, TcpSegment segment) {
        if (isShaking || segment.has(SYN)) {
            shake(side, segment);
        }
        if (side == Side.INITIATOR) {
            initiator.send(segment, responder, handshake);
        } else {
            responder.send(segment, initiator, handshake);
        }
    }

    /** Whether the last RST of that side lay in the other side's window (RFC 5961, section 3.2), as far as can be told. */
    public boolean isResetBelieved(Side side) {
        return (side == Side.INITIATOR ? initiator : responder).isResetBelieved();
    }

    /** Swaps the roles. */
    public void flip() {
        SideAnalysis wasInitiator = initiator;
        initiator = responder;
        responder = wasInitiator;
        if (handshake != null) {
            handshake.flip();
        }
    }

    private void shake(Side side, TcpSegment segment) {
        Handshake known = handshake;
        if (known == null) {
            known = new Handshake();
            handshake = known;
        }
        if (segment.has(SYN)) {
            (side == Side.INITIATOR ? initiator : responder).syn(segment);
        }
        isShaking = known.follow(side, segment);
    }

    private Handshake handshake() {
        return handshake == null ? MISSED : handshake;
    }

    @Override
    public TcpSideAnalysis side(Side side) {
        return side == Side.INITIATOR ? initiator : responder;
    }

    @Override
    public long serverLegNanos() {
        return handshake().serverLegNanos();
    }

    @Override
    public long clientLegNanos() {
        return handshake().clientLegNanos();
    }

    @Override
    public long handshakeNanos() {
        return handshake().handshakeNanos();
    }

    @Override
    public boolean isEcnNegotiated() {
        return handshake().isEcnNegotiated();
    }
}
