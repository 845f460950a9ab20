package io.flowtrack.core.tcp;

import io.flowtrack.core.count.RareCounts;
import io.flowtrack.core.count.SideCounters;
import org.jspecify.annotations.Nullable;

/**
 * What is so or not so of one side of a connection, a bit each, for all classes that extend this one; and the way to what is
 * rare.
 */
abstract sealed class SideFacts extends SideCounters permits RoundTrips {
    /** A segment waits for its answer, to be timed. */
    static final int TIMING = 1;
    /** Only an echo of its timestamp is an answer to the timed segment. */
    static final int TIMED_BY_ECHO = 1 << 1;
    /** The timed segment has a timestamp. */
    static final int TIMED_WITH_TIMESTAMP = 1 << 2;
    /** The next sequence number is known. */
    static final int EXPECTED_KNOWN = 1 << 3;
    /** A SYN of this side was looked at. */
    static final int SYN_LOOKED_AT = 1 << 4;
    /** This side has acknowledged something, if only by a RST. */
    static final int ANY_ACKNOWLEDGED = 1 << 5;
    /** The window this side announced last is closed. */
    static final int WINDOW_CLOSED = 1 << 6;
    /** The last RST of this side lay in the other side's window. */
    static final int RESET_BELIEVED = 1 << 7;
    /** An acknowledgement in order, its window open, changes nothing else. */
    static final int CALM = 1 << 8;
    /** A window was announced. */
    static final int WINDOW_KNOWN = 1 << 9;
    /** The options of a SYN are known. */
    static final int SYN_LEARNT = 1 << 10;
    /** The SYN says how long segments may be. */
    static final int SEGMENT_LENGTH_KNOWN = 1 << 11;
    /** The SYN permits selective acknowledgements. */
    static final int SACK_PERMITTED = 1 << 12;
    /** It is known where the sequence numbers begin. */
    static final int BASE_KNOWN = 1 << 13;
    /** This side has sent a SYN, seen or not. */
    static final int SYN_SENT = 1 << 14;
    /** This side has sent a FIN. */
    static final int FIN_SENT = 1 << 15;
    /** This side has acknowledged something, other than by a RST. */
    static final int ACKNOWLEDGED = 1 << 16;
    /** The stream is followed no more. */
    static final int GIVEN_UP = 1 << 17;
    /** A FIN was followed. */
    static final int FIN_PLACED = 1 << 18;
    /** It has closed or reset the connection, and all it sent before is delivered or lost. */
    static final int DONE = 1 << 19;
    /** The end of the stream was reached. */
    static final int AT_END = 1 << 20;
    /** A packet was followed. */
    static final int HEARD = 1 << 21;

    /** The other side is no more inactive. */
    static final int PEER_ACTIVE = 1 << 22;
    /** The last segment probed a closed window with a byte. */
    static final int WINDOW_PROBED = 1 << 23;
    /** The other side's last segment was a probe; kept here too: most segments are judged without a look at that side. */
    static final int PEER_PROBED = 1 << 24;
    /** The last acknowledgement of news was repeated. */
    static final int REPEATED = 1 << 25;
    /** It was repeated more than once: a segment is asked for. */
    static final int ASKING = 1 << 26;
    /** The highest number acknowledged is the one acknowledged last. */
    static final int LAST_IS_HIGHEST = 1 << 27;
    /** The numbers of the state machine begin where those of the stream do. */
    static final int BASE_IS_START = 1 << 28;

    /** The FIN is where the numbers end: its places need no keeping. */
    static final int FIN_IS_END = 1 << 29;

    private int facts;

    final boolean is(int fact) {
        return (facts & fact) != 0;
    }

    /** Lets these be so. */
    final void set(int some) {
        become(facts | some);
    }

    /** Lets these not be so. */
    final void clear(int some) {
        become(facts & ~some);
    }

    /** Lets these be so or not. */
    final void set(int some, boolean isSo) {
        become(isSo ? facts | some : facts & ~some);
    }

    /** Most segments change nothing, and what is not written need not be waited for. */
    private void become(int next) {
        if (next != facts) {
            facts = next;
        }
    }

    /** What is rare, or null. */
    final @Nullable RareFacts rareFacts() {
        return (RareFacts) rare();
    }

    /** What is rare, made if there was nothing. */
    final RareFacts makeRareFacts() {
        return (RareFacts) makeRare();
    }

    @Override
    protected final RareCounts newRare() {
        return new RareFacts();
    }
}
