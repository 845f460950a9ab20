package io.flowtrack.api;

import org.jspecify.annotations.Nullable;

/**
 * A live flow, read-only. Valid during the callback it is passed to; a flow got from the tracker is valid until the
 * tracker is next called. {@link #snapshot} makes a record to keep.
 *
 * @param <K> the flow's key
 * @param <S> the user's own state of the flow
 */
public interface Flow<K, S extends @Nullable Object> {
    /** The key, made by the extractor when the flow began; the same object for the flow's whole life. */
    K key();

    /** The user's own state, made when the flow began. What it holds is its owner's business. */
    S userState();

    /** What kind of flow this is. */
    Transport transport();

    /** Where the flow stands. */
    FlowState state();

    /** Which way the initiator's packets run along the key. */
    Orientation initiatorOrientation();

    /** What one side has sent so far. */
    SideStats stats(Side side);

    /**
     * TCP: what each side has done, in order of first appearance, one letter for each kind of packet: S (SYN), H
     * (SYN-ACK), A (pure acknowledgement), D (payload), F (FIN), R (RST); upper case for the initiator, lower case for the
     * responder, each at most once per side. Empty for everything else.
     */
    String history();

    /** TCP: what numbers, windows and times tell of the connection, a view that goes on. Null for everything else. */
    @Nullable TcpAnalysis tcpAnalysis();

    /** Time of the first packet, nanoseconds since 1970-01-01T00:00Z. */
    long firstNanos();

    /** Latest time of any packet, nanoseconds since 1970-01-01T00:00Z; never before {@link #firstNanos}. */
    long lastNanos();

    /**
     * A copy of everything known now.
     *
     * @param endReason why the flow ends or is reported; null for a look at a flow that goes on
     */
    FlowRecord<K> snapshot(@Nullable EndReason endReason);
}
