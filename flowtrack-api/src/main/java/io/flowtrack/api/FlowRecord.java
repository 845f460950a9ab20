package io.flowtrack.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything known of a flow at one moment: immutable, safe to keep and to send to another thread. The meanings are those
 * of {@link Flow}.
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
 * @param tunnels what the first packet was carried in, outermost first; immutable
 * @param tcpAnalysis what numbers, windows and times tell of the connection; null unless TCP
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
        List<Tunnel> tunnels,
        @Nullable TcpFindings tcpAnalysis) {

    /** Copies the list. */
    public FlowRecord {
        tunnels = List.copyOf(tunnels);
    }

    /** A copy of a live flow. */
    public static <K> FlowRecord<K> of(Flow<K, ?> flow, @Nullable EndReason endReason) {
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
                SideCounts.of(flow.stats(Side.INITIATOR)),
                SideCounts.of(flow.stats(Side.RESPONDER)),
                flow.tunnels(),
                tcpFindings(flow));
    }

    private static @Nullable TcpFindings tcpFindings(Flow<?, ?> flow) {
        TcpAnalysis analysis = flow.tcpAnalysis();
        return analysis == null ? null : TcpFindings.of(analysis);
    }

    /** What one side has sent. */
    public SideCounts counts(Side side) {
        return side == Side.INITIATOR ? initiator : responder;
    }

    /**
     * From the first packet to the last; zero for a flow of one packet. Negative only under {@link TrackingRules#ZEEK} where
     * captured times run backwards.
     */
    public Duration duration() {
        return Duration.ofNanos(lastNanos - firstNanos);
    }
}
