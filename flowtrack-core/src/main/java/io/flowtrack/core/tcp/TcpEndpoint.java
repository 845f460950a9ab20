package io.flowtrack.core.tcp;

/** All that is known of one side of a connection. It stays with its host when the roles are swapped. */
public final class TcpEndpoint extends TcpStream {
    private static final EndpointState[] STATES = EndpointState.values();

    private static final int STATE_BITS = 4;
    private static final int STATE_MASK = (1 << STATE_BITS) - 1;

    /** Place of the state among {@link #STATES}, and above it that of the state before; 0 is INACTIVE. */
    private byte states;

    TcpEndpoint() {}

    EndpointState state() {
        return STATES[states & STATE_MASK];
    }

    @SuppressWarnings("EnumOrdinal") // as above
    boolean isIn(EndpointState state) {
        return (states & STATE_MASK) == state.ordinal();
    }

    /** Whether this side has not got beyond the handshake. */
    boolean isOpening() {
        return isIn(EndpointState.INACTIVE) || isIn(EndpointState.SYN_SENT) || isIn(EndpointState.SYN_ACK_SENT);
    }

    @SuppressWarnings("EnumOrdinal") // as above
    private boolean wasIn(EndpointState state) {
        return states >> STATE_BITS == state.ordinal();
    }

    /** Goes on to another state than INACTIVE. */
    @SuppressWarnings("EnumOrdinal") // kept in a byte, which nobody else sees
    void enter(EndpointState next, TcpEndpoint peer) {
        int state = states & STATE_MASK;
        if (next.ordinal() != state) {
            states = (byte) (state << STATE_BITS | next.ordinal());
        }
        peer.set(PEER_ACTIVE);
    }

    boolean wasInactive() {
        return wasIn(EndpointState.INACTIVE);
    }

    boolean wasEstablished() {
        return wasIn(EndpointState.ESTABLISHED);
    }

    boolean wasClosed() {
        return wasIn(EndpointState.CLOSED);
    }

    /** Whether its handshake was seen to be complete, and nothing but a FIN came since. */
    boolean isClean() {
        EndpointState now = state();
        return now == EndpointState.ESTABLISHED || (now == EndpointState.CLOSED && wasEstablished());
    }

    /** Bytes of payload it sent by its sequence numbers, each once; see {@link io.flowtrack.api.SideStats#streamBytes}. */
    @Override
    public long streamBytes() {
        boolean gaveUpAttempt = wasIn(EndpointState.SYN_SENT) && isIn(EndpointState.RESET) && !is(PEER_ACTIVE);
        return gaveUpAttempt && !isNothingAcknowledged() ? 0 : payloadBytes(hasFin());
    }

    @Override
    public int touch() {
        return super.touch() + states;
    }

    /** Lets the numbers start with this segment, if it is the first of this side or a SYN that begins anew. */
    void start(TcpSegment segment) {
        if (isIn(EndpointState.INACTIVE)) {
            if (segment.hasSyn()) {
                startAtSyn(segment.sequence(), segment.sequenceLength());
            } else {
                startAtByte(segment.sequence());
            }
        } else if (segment.hasSyn() && startsAnewBy(segment.sequence())) {
            startAtSyn(segment.sequence(), segment.sequenceLength());
        }
    }

    private boolean startsAnewBy(int synSequence) {
        return switch (state()) {
            case SYN_SENT, SYN_ACK_SENT -> !startsAt(synSequence);
            case ESTABLISHED, PARTIAL -> true;
            case RESET -> wasInactive(); // a RST that came first may be forged
            case INACTIVE, CLOSED -> false;
        };
    }

    /** Notes where a FIN ends. */
    void finEndsAt(long end) {
        set(FIN_PLACED);
        if (end != finPlace()) {
            keepFin();
            makeRareFacts().finPlace = end;
        }
    }

    private long finPlace() {
        RareFacts rare = rareFacts();
        return is(FIN_IS_END) ? end() : rare == null ? 0 : rare.finPlace;
    }

    /** Notes the first FIN, of a segment that was followed: most likely it is where the numbers end. */
    void firstFinAt(long place, int number) {
        set(FIN_PLACED);
        if (endsAt(number) && end() == place + 1) {
            set(FIN_IS_END);
        } else {
            finEndsAt(place + 1);
            isElsewhere(History.Kind.FIN, place);
        }
    }

    boolean hasFin() {
        return is(FIN_PLACED);
    }

    /** An acknowledged place, but not behind the last byte of payload; a FIN before the start is not believed. */
    long withoutFin(long acknowledged) {
        if (!hasFin()) {
            return acknowledged;
        }
        long finPlace = finPlace();
        return finPlace > 0 && acknowledged >= finPlace ? finPlace - 1 : acknowledged;
    }

    /** Whether payload is still missing up to where this side got, or still waits on the other side. */
    boolean isPending(TcpEndpoint peer) {
        if (hasGivenUp()) {
            return false;
        }
        boolean waitsOnPeer = !isIn(EndpointState.RESET) && peer.isWaiting();
        return !isBeyondEnd() && (waitsOnPeer || !isDelivered());
    }

    /** Whether it has closed or reset the connection, and all it sent before is delivered or lost. */
    boolean isDone() {
        return is(DONE);
    }

    void done() {
        set(DONE);
    }

    /** Whether the end of its stream was reached just now, for the first time. */
    boolean reachesEnd(TcpEndpoint peer) {
        boolean isEnding = hasFin() || isIn(EndpointState.CLOSED) || isIn(EndpointState.RESET);
        if (is(AT_END) || !isEnding || isPending(peer)) {
            return false;
        }
        set(AT_END);
        return true;
    }

    /** Whether it is open, and only a SYN, FIN or RST can change its state. */
    boolean isFlowing() {
        boolean isOpen = isIn(EndpointState.ESTABLISHED) || isIn(EndpointState.PARTIAL);
        return isOpen && isHeard() && !hasFin() && !isDone() && knowsBase();
    }

    /** Whether a packet of it was followed before; from now on it was. */
    boolean wasHeard() {
        boolean was = isHeard();
        set(HEARD);
        return was;
    }

    boolean isHeard() {
        return is(HEARD);
    }

    /** Remembers where a SYN, FIN or RST lies, and tells whether the one before it lay elsewhere; at first that is 0. */
    boolean isElsewhere(History.Kind kind, long place) {
        if (kind == History.Kind.FIN && (!hasFin() || (is(FIN_IS_END) && place == end() - 1))) {
            return !hasFin() && place != 0; // the first FIN is remembered when it was followed
        }
        if (place == 0 && rare() == null && !is(FIN_IS_END)) {
            return false;
        }
        keepFin();
        RareFacts rare = makeRareFacts();
        long was;
        switch (kind) {
            case FIN -> {
                was = rare.lastFin;
                rare.lastFin = place;
            }
            case RST -> {
                was = rare.lastRst;
                rare.lastRst = place;
            }
            default -> {
                was = rare.lastSyn;
                rare.lastSyn = place;
            }
        }
        return was != place;
    }
}
