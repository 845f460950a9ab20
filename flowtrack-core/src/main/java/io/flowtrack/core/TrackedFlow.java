package io.flowtrack.core;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideStats;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.Transport;
import io.flowtrack.core.table.FlowNode;
import io.flowtrack.core.tcp.ConnectionAnalysis;
import io.flowtrack.core.tcp.TcpConnection;
import org.jspecify.annotations.Nullable;

/** A flow in the table: what it has counted and where it stands. */
final class TrackedFlow<K, S extends @Nullable Object> extends FlowNode implements Flow<K, S> {
    private final K key;
    private final S userState;
    private final Transport transport;
    private final Orientation initiatorOrientation;
    private final SideCounters initiator = new SideCounters();
    private final SideCounters responder = new SideCounters();
    private final @Nullable TcpConnection connection;
    private final @Nullable ConnectionAnalysis analysis;
    private final long firstNanos;
    private long lastNanos;
    private long reportedNanos;
    private @Nullable EndReason closeReason;
    private boolean isEndTold;

    /** A flow that its first packet begins; the packet is not counted yet. */
    TrackedFlow(K key, S userState, Extraction first, long timestampNanos) {
        this.key = key;
        this.userState = userState;
        this.transport = first.transport();
        this.connection = transport == Transport.TCP ? new TcpConnection() : null;
        this.analysis = transport == Transport.TCP ? new ConnectionAnalysis() : null;
        this.initiatorOrientation = isAnswer(first) ? first.orientation().opposite() : first.orientation();
        this.firstNanos = timestampNanos;
        this.lastNanos = timestampNanos;
        this.reportedNanos = timestampNanos;
    }

    /** A SYN-ACK answers a SYN that the capture misses, so its receiver began. */
    private static boolean isAnswer(Extraction first) {
        return first.transport() == Transport.TCP && TcpFlags.isSynAck(first.tcpFlags());
    }

    Side side(Orientation orientation) {
        return orientation == initiatorOrientation ? Side.INITIATOR : Side.RESPONDER;
    }

    @Nullable TcpConnection connection() {
        return connection;
    }

    void count(Side side, PacketView packet, Extraction found) {
        SideCounters counters = side == Side.INITIATOR ? initiator : responder;
        counters.count(packet.wireLength(), found.ipLength(), found.payloadLength());
        lastNanos = Math.max(lastNanos, packet.timestampNanos());
    }

    /** Why the connection is over, while the flow lingers; null before. */
    @Nullable EndReason closeReason() {
        return closeReason;
    }

    void closed(EndReason reason) {
        closeReason = reason;
    }

    /** Whether its end was told, so that it is only remembered. */
    boolean isEndTold() {
        return isEndTold;
    }

    void endTold() {
        isEndTold = true;
    }

    /** When the flow was last reported on, or began. */
    long reportedNanos() {
        return reportedNanos;
    }

    void reported(long nowNanos) {
        reportedNanos = nowNanos;
    }

    @Override
    public K key() {
        return key;
    }

    @Override
    public S userState() {
        return userState;
    }

    @Override
    public Transport transport() {
        return transport;
    }

    @Override
    public FlowState state() {
        return connection == null ? FlowState.ACTIVE : connection.state();
    }

    @Override
    public Orientation initiatorOrientation() {
        return initiatorOrientation;
    }

    @Override
    public SideStats stats(Side side) {
        return side == Side.INITIATOR ? initiator : responder;
    }

    @Override
    public String history() {
        return connection == null ? "" : connection.history();
    }

    @Override
    public @Nullable ConnectionAnalysis tcpAnalysis() {
        return analysis;
    }

    @Override
    public long firstNanos() {
        return firstNanos;
    }

    @Override
    public long lastNanos() {
        return lastNanos;
    }

    @Override
    public FlowRecord<K> snapshot(@Nullable EndReason endReason) {
        return FlowRecord.of(this, endReason);
    }
}
