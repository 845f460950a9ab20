package io.flowtrack.core.fragment;

import io.flowtrack.api.OverlapPolicy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The data of a datagram's fragments, in the order they came, to be laid down at their places once all are there. Where
 * they overlap, it is decided for every unit of 8 bytes whose stay.
 */
final class Pieces {
    private static final int UNIT = 8;
    /** About what a piece costs beside its bytes: three objects and a reference. */
    private static final int PIECE_BYTES = 64;

    /** Data of a fragment; what the capture cut is not in {@code data}. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Piece(int offset, int length, byte[] data) {}

    private final List<Piece> pieces = new ArrayList<>(2);
    private boolean overlap;
    private int heldBytes;

    void add(Fragment fragment, boolean isOverlapping) {
        byte[] data = fragment.data();
        pieces.add(new Piece(fragment.offset(), fragment.length(), data));
        overlap |= isOverlapping;
        heldBytes += PIECE_BYTES + data.length;
    }

    /** Memory in use, roughly. */
    int heldBytes() {
        return heldBytes;
    }

    /** Whether there is such a fragment already, byte by byte as far as both are in hand. */
    boolean hasCopyOf(Fragment fragment) {
        for (Piece piece : pieces) {
            if (piece.offset == fragment.offset() && piece.length == fragment.length()) {
                byte[] data = fragment.data();
                int difference = Arrays.mismatch(piece.data, data);
                return difference < 0 || difference == Math.min(piece.data.length, data.length);
            }
        }
        return false;
    }

    /** The end of what is in hand without a gap: below {@code length} if the capture cut a fragment. */
    int inHand(int length) {
        int end = length;
        for (Piece piece : pieces) {
            if (piece.data.length < piece.length) {
                end = Math.min(end, piece.offset + piece.data.length);
            }
        }
        return end;
    }

    /** Lays all pieces down. The buffer may end before they do. */
    void lay(ByteBuffer into, int at, OverlapPolicy policy) {
        if (overlap) {
            layByUnits(into, at, policy);
            return;
        }
        for (Piece piece : pieces) {
            put(piece, piece.offset, piece.offset + piece.length, into, at);
        }
    }

    private void layByUnits(ByteBuffer into, int at, OverlapPolicy policy) {
        short[] owners = new short[(into.limit() - at) / UNIT + 1];
        for (Piece piece : pieces) {
            int end = Math.min(piece.offset + piece.length, into.limit() - at);
            short owner = (short) (piece.offset / UNIT + 1);
            for (int offset = piece.offset; offset < end; offset += UNIT) {
                int unit = offset / UNIT;
                if (owners[unit] == 0 || isReplaced(owners[unit], owner, policy)) {
                    owners[unit] = owner;
                    put(piece, offset, offset + UNIT, into, at);
                }
            }
        }
    }

    private static boolean isReplaced(short owner, short newcomer, OverlapPolicy policy) {
        return switch (policy) {
            case FIRST, DROP -> false;
            case LAST -> true;
            case BSD -> owner > newcomer;
            case LINUX -> owner >= newcomer;
        };
    }

    private static void put(Piece piece, int from, int to, ByteBuffer into, int at) {
        int end = Math.min(to, Math.min(piece.offset + piece.data.length, into.limit() - at));
        if (end > from) {
            into.put(at + from, piece.data, from - piece.offset, end - from);
        }
    }
}
