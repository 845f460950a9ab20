package io.flowtrack.core.fragment;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import java.nio.ByteBuffer;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A datagram that is not whole yet. Which of its units of 8 bytes are there is kept in bits, the data as it came. A
 * datagram that was given up holds nothing; it remains known, so that its later fragments do not begin another one.
 */
final class Datagram {
    /** About what a datagram costs beside its pieces: the map's entry, the key, this object and those it holds. */
    private static final int DATAGRAM_BYTES = 400;

    private static final int UNKNOWN = -1;
    private static final int UNIT = 8;
    private static final byte[] NO_HEADER = {};

    private final long firstNanos;
    private final DatagramRules rules;
    private BitSet units = new BitSet();
    private Pieces pieces = new Pieces();
    private byte[] header = NO_HEADER;
    private int length = UNKNOWN;
    private int highestEnd;
    private int fragmentCount;
    private int frameCount;
    private long wireBytes;
    private long ipBytes;
    private @Nullable PassReason givenUp;

    Datagram(long firstNanos, DatagramRules rules) {
        this.firstNanos = firstNanos;
        this.rules = rules;
    }

    /** When its first fragment came. */
    long firstNanos() {
        return firstNanos;
    }

    /** Packets of the capture that its fragments came in. */
    int frameCount() {
        return frameCount;
    }

    /** Fragments, copies included. */
    int fragmentCount() {
        return fragmentCount;
    }

    /** Why it was given up; null if it was not. */
    @Nullable PassReason givenUp() {
        return givenUp;
    }

    /** Gives it up, and lets its data go. */
    void giveUp(PassReason reason) {
        givenUp = reason;
        units = new BitSet();
        pieces = new Pieces();
        header = NO_HEADER;
    }

    /** Memory in use, roughly. */
    int heldBytes() {
        return DATAGRAM_BYTES + header.length + units.size() / Byte.SIZE + pieces.heldBytes();
    }

    /** Why this fragment cannot be part of it, or null if it can. A strict datagram is to be given up for that reason. */
    @Nullable PassReason objection(Fragment fragment) {
        if (rules.isExtended()) {
            return null;
        }
        if (contradictsEnd(fragment)) {
            return PassReason.MALFORMED_FRAGMENT;
        }
        boolean isWrong = rules.isStrict() && overlaps(fragment) && !pieces.hasCopyOf(fragment);
        return isWrong ? PassReason.OVERLAPPING_FRAGMENT : null;
    }

    private boolean contradictsEnd(Fragment fragment) {
        if (fragment.isLast() && highestEnd > fragment.end()) {
            return true;
        }
        return length != UNKNOWN && (fragment.isLast() ? fragment.end() != length : fragment.end() > length);
    }

    private boolean overlaps(Fragment fragment) {
        int next = units.nextSetBit(fragment.offset() / UNIT);
        return next >= 0 && next < endUnit(fragment.end());
    }

    private static int endUnit(int end) {
        return (end + UNIT - 1) / UNIT;
    }

    /** Takes a fragment in, to which there is no objection. */
    void add(Fragment fragment) {
        fragmentCount++;
        if (fragment.isLast() ? fragment.end() > length : length != UNKNOWN && fragment.end() > length) {
            extendTo(fragment.end());
        }
        highestEnd = Math.max(highestEnd, fragment.end());
        if (fragment.offset() == 0 && header.length == 0) {
            header = fragment.header();
        }
        int first = fragment.offset() / UNIT;
        int end = endUnit(fragment.end());
        boolean isNew = units.nextClearBit(first) < end;
        if (isNew || !rules.areFirstBytesKept()) {
            pieces.add(fragment, overlaps(fragment));
            units.set(first, end);
        }
    }

    /** Sets the length. Where it was said before, a unit that ended there was not whole. */
    private void extendTo(int end) {
        if (length != UNKNOWN && length % UNIT != 0) {
            units.clear(length / UNIT);
        }
        length = end;
    }

    /** Counts what a fragment came in. */
    void count(int frames, long wire, long ip) {
        frameCount += frames;
        wireBytes += wire;
        ipBytes += ip;
    }

    boolean isWhole() {
        return length != UNKNOWN && units.nextClearBit(0) >= endUnit(length);
    }

    /** The datagram, which is whole, at that time; null if it is too long. */
    @Nullable Rebuilt rebuild(long timestampNanos) {
        int end = wholeLength();
        if (!DatagramHeader.fits(header, end)) {
            return null;
        }
        int inHand = pieces.inHand(end);
        ByteBuffer bytes = ByteBuffer.allocate(header.length + inHand);
        DatagramHeader.write(header, end, bytes);
        pieces.lay(bytes, header.length, rules.overlaps());
        LinkType type = DatagramHeader.isIpv4(header) ? LinkType.IPV4 : LinkType.IPV6;
        PacketView packet = new PacketView()
                .wrap(bytes, 0, header.length + inHand, type, timestampNanos)
                .wireLength((int) Math.min(wireBytes, Integer.MAX_VALUE))
                .rebuiltFrom(frameCount, ipBytes);
        return new Rebuilt(packet, frameCount, ipBytes);
    }

    /** What is there without a gap, which may be more than was said where lengths are extended. */
    private int wholeLength() {
        int present = units.nextClearBit(0);
        return present == endUnit(length) ? length : Math.min(present * UNIT, highestEnd);
    }

    /** Whether one wrong fragment spoils it all. */
    boolean isStrict() {
        return rules.isStrict();
    }
}
