package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.SYN;

import io.flowtrack.api.Side;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpSideAnalysis;
import org.jspecify.annotations.Nullable;

/** What the segments of both sides show; the handshake from the first SYN on. */
final class ConnectionAnalysis implements TcpAnalysis {
    private static final Handshake MISSED = new Handshake();

    private final SideAnalysis initiator = new SideAnalysis();
    private final SideAnalysis responder = new SideAnalysis();
    private @Nullable Handshake handshake;

    void follow(Side side, TcpSegment segment) {
        Handshake known = handshake;
        if (known == null && segment.has(SYN)) {
            known = new Handshake();
            handshake = known;
        }
        if (known != null && !known.isOver()) {
            known.follow(side, segment);
        }
        long reorderingNanos = known == null ? Handshake.DEFAULT_REORDERING_NANOS : known.reorderingNanos();
        if (side == Side.INITIATOR) {
            initiator.send(segment, responder, reorderingNanos);
        } else {
            responder.send(segment, initiator, reorderingNanos);
        }
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
