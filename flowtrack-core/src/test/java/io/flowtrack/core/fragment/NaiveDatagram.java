package io.flowtrack.core.fragment;

import io.flowtrack.api.OverlapPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Fragments of one datagram, put together anew for each, byte by byte: what {@link Datagram} must give, written as plainly as
 * the rules read.
 */
final class NaiveDatagram {
    private static final int MOST = 2_000;

    /** A fragment; {@code last} ones end the datagram. */
    record Piece(int offset, String data, boolean last) {
        int end() {
            return offset + data.length();
        }
    }

    final long firstNanos;
    private final OverlapPolicy policy;
    private final boolean isZeek;
    private final List<Piece> pieces = new ArrayList<>();
    private boolean isDropped;

    NaiveDatagram(long firstNanos, OverlapPolicy policy, boolean isZeek) {
        this.firstNanos = firstNanos;
        this.policy = policy;
        this.isZeek = isZeek;
    }

    /** The datagram, if this fragment makes it whole. */
    @Nullable String take(Piece piece) {
        if (isDropped) {
            return null;
        }
        if (!isZeek && (isBeyondTheEnd(piece) || (policy == OverlapPolicy.DROP && isOverlap(piece)))) {
            isDropped = policy == OverlapPolicy.DROP;
            return null;
        }
        pieces.add(piece);
        return whole();
    }

    private boolean isBeyondTheEnd(Piece piece) {
        for (Piece other : pieces) {
            boolean isWrong = (other.last && piece.last && other.end() != piece.end())
                    || (other.last && piece.end() > other.end())
                    || (piece.last && other.end() > piece.end());
            if (isWrong) {
                return true;
            }
        }
        return false;
    }

    private boolean isOverlap(Piece piece) {
        return pieces.stream()
                .anyMatch(other -> other.offset < piece.end()
                        && piece.offset < other.end()
                        && !(other.offset == piece.offset && other.data.equals(piece.data)));
    }

    private @Nullable String whole() {
        char[] bytes = new char[MOST];
        int[] owners = new int[MOST];
        int length = -1;
        for (Piece piece : pieces) {
            if ((piece.last && length < 0) || (length >= 0 && piece.end() > length)) {
                length = piece.end();
            }
            for (int at = piece.offset; at < piece.end(); at++) {
                if (bytes[at] == 0 || isReplaced(owners[at], piece.offset)) {
                    bytes[at] = piece.data.charAt(at - piece.offset);
                    owners[at] = piece.offset;
                }
            }
        }
        int present = 0;
        while (bytes[present] != 0) {
            present++;
        }
        return length >= 0 && present >= length ? new String(bytes, 0, present) : null;
    }

    private boolean isReplaced(int owner, int newcomer) {
        return switch (policy) {
            case FIRST, DROP -> false;
            case LAST -> true;
            case BSD -> newcomer < owner;
            case LINUX -> newcomer <= owner;
        };
    }
}
