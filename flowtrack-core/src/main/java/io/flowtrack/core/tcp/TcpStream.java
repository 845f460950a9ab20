package io.flowtrack.core.tcp;

import org.jspecify.annotations.Nullable;

/**
 * How far the payload of one side was seen without holes, and what was lost: a hole is a loss when the other side
 * acknowledges what lies behind it. No byte is kept, only where pieces begin and end. Places are relative sequence numbers,
 * 1 is the first byte.
 *
 * <pre>
 *   ... released ... | seen, not acknowledged | hole | piece | hole | piece |
 *                    trimmed                  delivered
 * </pre>
 *
 * <p>A stream gives up, and then loses nothing more, when too much lies above a hole while nothing was ever acknowledged
 * (the acknowledgements are not captured), or when too much waits for an acknowledgement.
 */
abstract sealed class TcpStream extends SequenceSpace permits TcpEndpoint {
    private static final int MOST_UNACKNOWLEDGED_ABOVE_HOLE = 16_384;
    private static final int LARGEST_INITIAL_WINDOW = 16_384;
    private static final int MOST_WAITING = 10 << 20;

    /** Hears of losses. */
    interface Losses {
        /** That many bytes of the stream are lost. */
        void lost(long length);
    }

    /** Lower half of {@link #delivered()}. */
    private int deliveredLow = 1;

    /** Lower half of {@link #trimmed()}. */
    private int trimmedLow = 1;

    /** The place up to which payload was seen without holes. */
    private long delivered() {
        RareFacts rare = rareFacts();
        return place(rare == null ? 0 : rare.deliveredHigh, deliveredLow);
    }

    /** The place below which nothing is of interest any more. */
    private long trimmed() {
        RareFacts rare = rareFacts();
        return place(rare == null ? 0 : rare.trimmedHigh, trimmedLow);
    }

    private static long place(int high, int low) {
        return ((long) high << Integer.SIZE) | Integer.toUnsignedLong(low);
    }

    private void deliverTo(long place) {
        deliveredLow = (int) place;
        if (rare() != null || place >>> Integer.SIZE != 0) {
            makeRareFacts().deliveredHigh = (int) (place >>> Integer.SIZE);
        }
    }

    private void trimTo(long place) {
        trimmedLow = (int) place;
        if (rare() != null || place >>> Integer.SIZE != 0) {
            makeRareFacts().trimmedHigh = (int) (place >>> Integer.SIZE);
        }
    }

    private @Nullable StreamPieces pieces() {
        RareFacts rare = rareFacts();
        return rare == null ? null : rare.pieces;
    }

    private StreamPieces makePieces() {
        RareFacts rare = makeRareFacts();
        StreamPieces known = rare.pieces;
        if (known == null) {
            known = new StreamPieces();
            rare.pieces = known;
        }
        return known;
    }

    /** Whether it was followed beyond the end of its numbers, which then are not to be believed. */
    boolean isBeyondEnd() {
        return delivered() > end();
    }

    /** Whether nothing is missing up to the end of its numbers, a FIN's own number left aside. */
    boolean isDelivered() {
        long delivered = delivered();
        return delivered == end() - 1 || delivered == end();
    }

    /** Whether this stream is followed no more. */
    boolean hasGivenUp() {
        return is(GIVEN_UP);
    }

    /** Whether payload was seen that is not acknowledged. */
    boolean isWaiting() {
        return !hasGivenUp() && (delivered() > trimmed() || hasPieces());
    }

    private boolean hasPieces() {
        StreamPieces pieces = pieces();
        return pieces != null && !pieces.isEmpty();
    }

    /** Takes in payload that was captured as a whole. */
    void see(long start, long length) {
        long end = start + length;
        if (hasGivenUp()) {
            return;
        }
        if (end > trimmed()) {
            long before = delivered();
            insert(Math.max(start, trimmed()), end);
            if (delivered() > before) {
                release();
            }
        }
        giveUpIfHopeless();
    }

    private void insert(long start, long end) {
        if (start > delivered()) {
            makePieces().add(start, end);
        } else if (end > delivered()) {
            deliverTo(end);
            deliverPieces();
        }
    }

    private void deliverPieces() {
        StreamPieces pieces = pieces();
        while (pieces != null && !pieces.isEmpty() && pieces.firstStart() <= delivered()) {
            deliverTo(Math.max(delivered(), pieces.takeFirst()));
        }
    }

    /** Where nothing is ever acknowledged, nobody waits for it. */
    private void release() {
        if (isNothingAcknowledged() && payloadBytes(false) > LARGEST_INITIAL_WINDOW) {
            trimTo(Math.max(trimmed(), delivered()));
        }
    }

    private void giveUpIfHopeless() {
        StreamPieces above = pieces();
        long waiting = delivered() - trimmed();
        if (above == null || above.isEmpty()) {
            set(GIVEN_UP, waiting > MOST_WAITING);
            return;
        }
        boolean isHidden = isNothingAcknowledged() && above.lastEnd() - delivered() > MOST_UNACKNOWLEDGED_ABOVE_HOLE;
        if (isHidden || waiting + above.byteCount() > MOST_WAITING) {
            above.clear();
            set(GIVEN_UP);
        }
    }

    /**
     * Takes in an acknowledgement.
     *
     * @param upTo the place it names, a FIN's own number left aside
     * @param isForgiving whether the first two places may be missing: those of a SYN and a keep-alive that were not there
     * @return whether it was news
     */
    boolean confirm(long upTo, boolean isForgiving, Losses losses) {
        if (upTo <= trimmed()) {
            return false;
        }
        if (upTo > delivered() && !(isForgiving && upTo <= 2)) {
            giveUpHoles(upTo, losses);
        }
        trimTo(upTo);
        return true;
    }

    private void giveUpHoles(long upTo, Losses losses) {
        if (!hasGivenUp()) {
            StreamPieces pieces = pieces();
            while (pieces != null && !pieces.isEmpty() && pieces.firstStart() < upTo) {
                losses.lost(pieces.firstStart() - delivered());
                deliverTo(pieces.takeFirst());
            }
            if (upTo > delivered()) {
                losses.lost(upTo - delivered());
            }
        }
        deliverTo(Math.max(delivered(), upTo));
        deliverPieces();
    }
}
