package io.flowtrack.core.tcp;

import io.flowtrack.core.count.RareCounts;
import org.jspecify.annotations.Nullable;

/** What most sides of connections do without, as long as they are open: made for those that need any of it. */
final class RareFacts extends RareCounts {
    /** What went wrong, of a side that anything of that was seen of. */
    @Nullable Anomalies anomalies;

    /** Of a stream with holes. */
    @Nullable StreamPieces pieces;

    /** Of a side one of whose times does not fit into 32 bits. */
    @Nullable LongTrips longTrips;

    /** Upper part of the number of round trips. */
    int sampleOverflows;

    /** Upper part of the number of acknowledgements that repeat the one before. */
    int repeatOverflows;

    /** How often the highest end wrapped. */
    int endWraps;

    /** How often the other side's acknowledgements wrapped. */
    int acknowledgedWraps;

    /** Upper half of the place up to which the stream was seen. */
    int deliveredHigh;

    /** Upper half of the place up to which the stream is of no more interest. */
    int trimmedHigh;

    /** The highest number this side acknowledged, unless that is the last one. */
    int highestAcknowledged;

    /** Where the numbers of the state machine begin, unless those of the stream begin there. */
    int base;

    /** The raw number behind the last FIN. */
    int finEnd;

    /** When this side sent last, while a segment of it is timed and it has repeated an acknowledgement. */
    long sentNanos;

    /** Relative place behind the last FIN. */
    long finPlace;

    /** Where the last SYN, FIN and RST lay. */
    long lastSyn;

    long lastFin;
    long lastRst;
}
