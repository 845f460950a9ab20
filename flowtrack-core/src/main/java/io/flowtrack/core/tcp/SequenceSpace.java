package io.flowtrack.core.tcp;

/**
 * The sequence numbers of one side: where they start, how far this side got, how far the other side acknowledged; the two
 * ends raw, each with a count of how often it wrapped. A raw number is placed near the end, or near the acknowledgement.
 *
 * <pre>
 *   start                       acknowledged          end
 *   | SYN | first byte ...      | ...                 |        relative numbers: 0 is the SYN, 1 the first byte
 * </pre>
 */
abstract sealed class SequenceSpace extends TcpSide permits TcpStream {
    /** A number that jumps farther than this is not believed in a SYN, a RST or a zero acknowledgement. */
    private static final int FARTHEST_JUMP = 1 << 20;

    private int start;
    private int end;
    private int acknowledged;

    /** Starts at a SYN that takes that many sequence numbers; what wrapped before stays counted, as Zeek leaves it. */
    void startAtSyn(int sequence, int length) {
        keepFin();
        startMovesTo(sequence);
        start = sequence;
        acknowledged = sequence;
        end = sequence + length;
    }

    /** Starts in the middle, as if a SYN had come just before that number. */
    void startAtByte(int sequence) {
        startBefore(sequence);
        end = sequence;
    }

    /** Starts unseen, by what the other side acknowledges: as if only a SYN had been there. */
    void startBefore(int acknowledgement) {
        keepFin();
        startMovesTo(acknowledgement - 1);
        start = acknowledgement - 1;
        acknowledged = start;
        end = start;
    }

    @Override
    final int start() {
        return start;
    }

    /** The number behind the FIN, if one was sent. */
    @Override
    final int finEnd() {
        return is(FIN_IS_END) ? end : makeRareFacts().finEnd;
    }

    /** Keeps where the FIN is, before the numbers end or start elsewhere. */
    @Override
    final void keepFin() {
        if (is(FIN_IS_END)) {
            RareFacts rare = makeRareFacts();
            rare.finEnd = end;
            rare.finPlace = end();
            rare.lastFin = end() - 1;
            clear(FIN_IS_END);
        }
    }

    boolean endsAt(int number) {
        return end == number;
    }

    boolean startsAt(int sequence) {
        return start == sequence;
    }

    /** Where a sequence number lies; negative if before the start. */
    long relative(int sequence) {
        return relative(sequence, end, endWraps());
    }

    /** Where an acknowledgement number lies; negative if before the start. */
    long relativeAcknowledgement(int number) {
        return relative(number, acknowledged, acknowledgedWraps());
    }

    private long relative(int number, int near, int nearWraps) {
        int step = number - near;
        int wraps = nearWraps;
        boolean isBelow = Integer.compareUnsigned(number, near) < 0;
        if (step < 0 && wraps != 0 && !isBelow) {
            wraps--;
        } else if (step > 0 && isBelow) {
            wraps++;
        }
        return wraps == 0 ? number - start : fromStart(number, wraps);
    }

    private int endWraps() {
        RareFacts rare = rareFacts();
        return rare == null ? 0 : rare.endWraps;
    }

    private int acknowledgedWraps() {
        RareFacts rare = rareFacts();
        return rare == null ? 0 : rare.acknowledgedWraps;
    }

    private long fromStart(int number, int wraps) {
        long from = Integer.toUnsignedLong(number) - Integer.toUnsignedLong(start);
        return ((long) wraps << Integer.SIZE) + from;
    }

    /** How far the other side acknowledged, relative to the start. */
    long acknowledged() {
        return fromStart(acknowledged, acknowledgedWraps());
    }

    /** The highest end of a segment, relative to the start. */
    long end() {
        return fromStart(end, endWraps());
    }

    /** Whether nothing but perhaps the SYN was acknowledged. */
    boolean isNothingAcknowledged() {
        long beyond = acknowledged();
        return beyond == 0 || beyond == 1;
    }

    void acknowledge(int number) {
        int step = number - acknowledged;
        boolean isBroken = number == 0 && step > FARTHEST_JUMP;
        if (step > 0 && !isBroken) {
            if (Integer.compareUnsigned(number, acknowledged) < 0) {
                makeRareFacts().acknowledgedWraps++;
            }
            acknowledged = number;
        }
    }

    /** Whether that number is the one acknowledged last, of numbers that never wrapped: then nothing is new in it. */
    boolean isConfirmedUpTo(int number) {
        return number == acknowledged && acknowledgedWraps() == 0;
    }

    private void endAt(int number) {
        keepFin();
        if (Integer.compareUnsigned(number, end) < 0) {
            makeRareFacts().endWraps++;
        }
        end = number;
    }

    /**
     * Takes in a segment.
     *
     * @param isReset whether this side has sent a RST before, so that its numbers are believed no more
     * @return whether it is payload that was sent before, or comes late
     */
    boolean advance(TcpSegment segment, boolean isReset) {
        if (segment.isOrdinary() && !isReset) {
            return exchange(segment);
        }
        int number = segment.sequence() + segment.sequenceLength();
        int step = number - end;
        boolean isFar = step > FARTHEST_JUMP || step < -FARTHEST_JUMP;
        if (isFar && (segment.hasSyn() || segment.hasRst())) {
            return false;
        }
        if (segment.hasFin() && end == start + 1) { // all between SYN and FIN was missed, however much it was
            endAt(number);
            return false;
        }
        if (isReset) {
            return false;
        }
        if (step > 0) {
            endAt(number);
        }
        return step <= 0 && segment.payloadLength() > 0;
    }

    /** Takes in a segment without SYN, FIN and RST of a side that has sent no RST; else as {@link #advance}. */
    boolean exchange(TcpSegment segment) {
        int number = segment.sequence() + segment.payloadLength();
        if (number - end > 0) {
            endAt(number);
            return false;
        }
        return segment.payloadLength() > 0;
    }

    /** Bytes of payload that were sent or acknowledged, each once. */
    long payloadBytes(boolean hasFin) {
        long size = Math.max(0, Math.max(end(), acknowledged()));
        size -= size == 0 ? 0 : 1;
        return hasFin && size != 0 ? size - 1 : size;
    }
}
