package io.flowtrack.core.dissect;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;

/**
 * The options of a TCP header (RFC 9293, section 3.1) that matter to a tracker: timestamps of every packet, and MSS, window
 * scale and SACK-permitted of a SYN. The first option of a kind counts. Options of a wrong length are stepped over; the
 * list ends early where a length is impossible or the capture ends.
 *
 * <pre>
 *   0      1        2
 *   | kind | length | MSS (2: 4 bytes), shift (3: 3 bytes), nothing (4: 2 bytes), value and echo (8: 10 bytes)
 *   | 1    | no operation                                              | 0    | end of the list
 * </pre>
 */
public final class TcpOptions {
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int MSS = 2;
    private static final int MSS_LENGTH = 4;
    private static final int WINDOW_SCALE = 3;
    private static final int WINDOW_SCALE_LENGTH = 3;
    private static final int LARGEST_SHIFT = 14;
    private static final int SACK_PERMITTED = 4;
    private static final int SACK_PERMITTED_LENGTH = 2;
    private static final int TIMESTAMPS = 8;
    private static final int TIMESTAMPS_LENGTH = 10;
    private static final int SHORTEST = 2;

    /** Two no operations, then timestamps: how nearly all systems begin the options of all packets but SYNs. */
    private static final int ALIGNED_TIMESTAMPS = 0x0101_080A;

    private static final int ALIGNED_TIMESTAMPS_LENGTH = 12;

    private TcpOptions() {}

    /**
     * Reads the options between two offsets, both within the captured bytes and at most 40 bytes apart.
     *
     * @param isSyn whether to look for those of a SYN
     */
    public static void read(PacketView packet, int offset, int end, boolean isSyn, Extraction into) {
        boolean isAligned = end - offset >= ALIGNED_TIMESTAMPS_LENGTH && packet.i32(offset) == ALIGNED_TIMESTAMPS;
        if (isAligned && !isSyn) {
            into.timestamps(packet.i32(offset + Integer.BYTES), packet.i32(offset + 2 * Integer.BYTES));
        } else {
            search(packet, offset, end, isSyn, into);
        }
    }

    private static void search(PacketView packet, int offset, int end, boolean isSyn, Extraction into) {
        int at = offset;
        while (at < end) {
            int kind = packet.u8(at);
            if (kind == NO_OPERATION) {
                at++;
                continue;
            }
            int length = kind == END || at + 1 == end ? 0 : packet.u8(at + 1);
            if (length < SHORTEST || length > end - at) {
                return;
            }
            if (kind == TIMESTAMPS) {
                readTimestamps(packet, at, length, into);
            } else if (isSyn) {
                readSynOption(packet, at, length, into);
            }
            at += length;
        }
    }

    private static void readTimestamps(PacketView packet, int offset, int length, Extraction into) {
        if (length == TIMESTAMPS_LENGTH && !into.hasTimestamps()) {
            int value = offset + SHORTEST;
            into.timestamps(packet.i32(value), packet.i32(value + Integer.BYTES));
        }
    }

    /** RFC 7323, section 2.3: a larger shift is to be taken for 14. */
    private static void readSynOption(PacketView packet, int offset, int length, Extraction into) {
        int mss = into.maxSegmentLength();
        int shift = into.windowScaleShift();
        boolean isSackPermitted = into.isSackPermitted();
        int kind = packet.u8(offset);
        if (kind == MSS && length == MSS_LENGTH && mss == Extraction.NO_OPTION) {
            mss = packet.u16(offset + SHORTEST);
        } else if (kind == WINDOW_SCALE && length == WINDOW_SCALE_LENGTH && shift == Extraction.NO_OPTION) {
            shift = Math.min(packet.u8(offset + SHORTEST), LARGEST_SHIFT);
        } else if (kind == SACK_PERMITTED && length == SACK_PERMITTED_LENGTH) {
            isSackPermitted = true;
        }
        into.synOptions(mss, shift, isSackPermitted);
    }
}
