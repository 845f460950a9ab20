package io.flowtrack.core.tcp;

/**
 * The sequence numbers of one side, in 64 bits so that they need not wrap: where they start, how far this side got, how
 * far the other side acknowledged. A raw number is placed at its nearest place to the end, or to the acknowledgement.
 *
 * <pre>
 *   start                       acknowledged          end
 *   | SYN | first byte ...      | ...                 |        relative numbers: 0 is the SYN, 1 the first byte
 * </pre>
 */
abstract sealed class SequenceSpace extends TcpSide permits TcpStream {
    /** A number that jumps farther than this is not believed in a SYN, a RST or a zero acknowledgement. */
    private static final int FARTHEST_JUMP = 1 << 20;

    private long start;
    private long end;
    private long acknowledged;

    /** Starts at a SYN that takes that many sequence numbers. */
    void startAtSyn(int sequence, int length) {
        start = Integer.toUnsignedLong(sequence);
        acknowledged = start;
        end = start + length;
    }

    /** Starts in the middle, as if a SYN had come just before that number. */
    void startAtByte(int sequence) {
        startBefore(sequence);
        end = start + 1;
    }

    /** Starts unseen, by what the other side acknowledges: as if only a SYN had been there. */
    void startBefore(int acknowledgement) {
        start = Integer.toUnsignedLong(acknowledgement) - 1;
        acknowledged = start;
        end = start;
    }

    boolean startsAt(int sequence) {
        return (int) start == sequence;
    }

    /** Where a sequence number lies; negative if before the start. */
    long relative(int sequence) {
        return end - start + (sequence - (int) end);
    }

    /** Where an acknowledgement number lies; negative if before the start. */
    long relativeAcknowledgement(int number) {
        return acknowledged - start + (number - (int) acknowledged);
    }

    /** How far the other side acknowledged, relative to the start. */
    long acknowledged() {
        return acknowledged - start;
    }

    /** The highest end of a segment, relative to the start. */
    long end() {
        return end - start;
    }

    /** Whether nothing but perhaps the SYN was acknowledged. */
    boolean isNothingAcknowledged() {
        long beyond = acknowledged - start;
        return beyond == 0 || beyond == 1;
    }

    void acknowledge(int number) {
        int step = number - (int) acknowledged;
        boolean isBroken = number == 0 && step > FARTHEST_JUMP;
        if (step > 0 && !isBroken) {
            acknowledged += step;
        }
    }

    /**
     * Takes in a segment.
     *
     * @param isReset whether this side has sent a RST before, so that its numbers are believed no more
     * @return whether it is payload that was sent before, or comes late
     */
    boolean advance(TcpSegment segment, boolean isReset) {
        int step = segment.sequence() + segment.sequenceLength() - (int) end;
        if (step > 0 && segment.isOrdinary() && !isReset) {
            end += step;
            return false;
        }
        boolean isFar = step > FARTHEST_JUMP || step < -FARTHEST_JUMP;
        if (isFar && (segment.hasSyn() || segment.hasRst())) {
            return false;
        }
        if (segment.hasFin() && end == start + 1) { // all between SYN and FIN was missed, however much it was
            end += Integer.toUnsignedLong(step);
            return false;
        }
        if (isReset) {
            return false;
        }
        if (step > 0) {
            end += step;
        }
        return step <= 0 && segment.payloadLength() > 0;
    }

    /** Bytes of payload that were sent or acknowledged, each once. */
    long payloadBytes(boolean hasFin) {
        long size = Math.max(0, Math.max(end, acknowledged) - start);
        size -= size == 0 ? 0 : 1;
        return hasFin && size != 0 ? size - 1 : size;
    }
}
