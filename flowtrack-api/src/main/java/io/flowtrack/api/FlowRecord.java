package io.flowtrack.api;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of a flow at one moment: immutable, safe to keep and to send to another thread. The meanings are those
 * of {@link Flow}.
 *
 * <p>The records of one flow, an interim one at each active timeout and one at its end, are numbered. Each has the totals since
 * the flow began and the deltas since the record before; the deltas of all add up to the totals of the last. Where
 * the roles were swapped in between (^ in the history), they do so for each endpoint, not for each role.
 *
 * @param <K> the flow's key
 * @param key the key
 * @param transport what kind of flow
 * @param initiatorOrientation which way the initiator's packets run along the key
 * @param state where the flow stands
 * @param endReason why the flow ended or is reported; null for a look at a flow that goes on
 * @param connState Zeek's summary of what became of the conversation
 * @param history what each side has done
 * @param missedBytes TCP: bytes that were acknowledged, but not captured
 * @param firstNanos time of the first packet, nanoseconds since 1970-01-01T00:00Z
 * @param lastNanos latest time of any packet, nanoseconds since 1970-01-01T00:00Z
 * @param initiator what the initiator has sent
 * @param responder what the responder has sent
 * @param vlanIds the VLAN tags of the first packet, whether or not they are part of the key
 * @param tunnels what the first packet was carried in, outermost first; immutable
 * @param tcpAnalysis what numbers, windows and times tell of the connection; null unless TCP
 * @param reportNumber which report on this flow this is, from 1. A look ({@link Flow#snapshot} without a reason) has the number
 *     of the report that would be next, and takes it from nobody
 * @param deltaStartNanos from when on the deltas count, nanoseconds since 1970-01-01T00:00Z: the flow's first packet, or the
 *     tracker's time at the last report
 * @param initiatorDelta what the initiator has sent since the last report; the totals if there was none. Of these, stream
 *     bytes alone can be below zero ({@link SideCounts#since})
 * @param responderDelta the same of the responder
 * @param userState the user's own state of the flow, the object itself, if it can be serialised; else null
 */
public record FlowRecord<K>(
        K key,
        Transport transport,
        Orientation initiatorOrientation,
        FlowState state,
        @Nullable EndReason endReason,
        ConnState connState,
        String history,
        long missedBytes,
        long firstNanos,
        long lastNanos,
        SideCounts initiator,
        SideCounts responder,
        VlanIds vlanIds,
        List<Tunnel> tunnels,
        @Nullable TcpFindings tcpAnalysis,
        long reportNumber,
        long deltaStartNanos,
        SideCounts initiatorDelta,
        SideCounts responderDelta,
        @Nullable Serializable userState) {

    /** Copies the list. */
    public FlowRecord {
        tunnels = List.copyOf(tunnels);
    }

    /**
     * A copy of a live flow.
     *
     * @param endReason why the flow ends or is reported; null for a look at a flow that goes on
     * @param last the last report on the flow, null if there was none
     */
    public static <K> FlowRecord<K> of(Flow<K, ?> flow, @Nullable EndReason endReason, @Nullable LastReport last) {
        SideCounts initiator = SideCounts.of(flow.stats(Side.INITIATOR));
        SideCounts responder = SideCounts.of(flow.stats(Side.RESPONDER));
        return new FlowRecord<>(
                flow.key(),
                flow.transport(),
                flow.initiatorOrientation(),
                flow.state(),
                endReason,
                flow.connState(),
                flow.history(),
                flow.missedBytes(),
                flow.firstNanos(),
                flow.lastNanos(),
                initiator,
                responder,
                flow.vlanIds(),
                flow.tunnels(),
                tcpFindings(flow),
                last == null ? 1 : last.number() + 1,
                last == null ? flow.firstNanos() : last.nowNanos(),
                last == null ? initiator : initiator.since(last.initiator()),
                last == null ? responder : responder.since(last.responder()),
                flow.userState() instanceof Serializable state ? state : null);
    }

    private static @Nullable TcpFindings tcpFindings(Flow<?, ?> flow) {
        TcpAnalysis analysis = flow.tcpAnalysis();
        return analysis == null ? null : TcpFindings.of(analysis);
    }

    /** Which way that side's packets run along the key. */
    public Orientation orientation(Side side) {
        return side == Side.INITIATOR ? initiatorOrientation : initiatorOrientation.opposite();
    }

    /** The same record with another state, such as a copy of one that goes on changing. */
    public FlowRecord<K> withUserState(@Nullable Serializable newState) {
        return new FlowRecord<>(
                key,
                transport,
                initiatorOrientation,
                state,
                endReason,
                connState,
                history,
                missedBytes,
                firstNanos,
                lastNanos,
                initiator,
                responder,
                vlanIds,
                tunnels,
                tcpAnalysis,
                reportNumber,
                deltaStartNanos,
                initiatorDelta,
                responderDelta,
                newState);
    }

    /** What one side has sent. */
    public SideCounts counts(Side side) {
        return side == Side.INITIATOR ? initiator : responder;
    }

    /** What one side has sent since the last report. */
    public SideCounts delta(Side side) {
        return side == Side.INITIATOR ? initiatorDelta : responderDelta;
    }

    /** Whether this is a report on a flow that goes on, and others will follow. */
    public boolean isInterim() {
        return endReason == EndReason.ACTIVE_TIMEOUT;
    }

    /** VLANs and tunnel that are part of the key; {@link FlowScope#NONE} where they are not, or the key is no five-tuple. */
    public FlowScope scope() {
        return key instanceof FiveTuple tuple ? tuple.scope() : FlowScope.NONE;
    }

    /**
     * From the first packet to the last; zero for a flow of one packet. Negative only under {@link TrackingRules#ZEEK} where
     * captured times run backwards.
     */
    public Duration duration() {
        return Duration.ofNanos(lastNanos - firstNanos);
    }
}
