package io.flowtrack.core;

import io.flowtrack.api.ConnState;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.LastReport;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.SideStats;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.Transport;
import io.flowtrack.api.Tunnel;
import io.flowtrack.api.TunnelFacts;
import io.flowtrack.api.VlanIds;
import io.flowtrack.core.count.Conversation;
import io.flowtrack.core.count.SideCounters;
import io.flowtrack.core.fragment.Rebuilt;
import io.flowtrack.core.table.FlowNode;
import io.flowtrack.core.tcp.History;
import io.flowtrack.core.tcp.TcpConnection;
import io.flowtrack.core.tcp.TcpSegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flow in the table: what it has counted and where it stands. */
final class TrackedFlow<K, S extends @Nullable Object> extends FlowNode implements Flow<K, S> {
    private static final Transport[] TRANSPORTS = Transport.values();
    private static final EndReason[] END_REASONS = EndReason.values();
    private static final byte NOT_CLOSED = -1;

    /** The initiator's packets run forward along the key. */
    private static final byte FORWARD = 1;
    /** The end was told. */
    private static final byte END_TOLD = 2;
    /** The flow may be silent for longer than others. */
    private static final byte INTERACTIVE = 4;

    /** The {@link FlowOrigin}, or {@link FlowExtras} that refer to it: few flows have these, and room is dear. */
    private Object originOrExtras;

    /** Both sides: of TCP a {@link TcpConnection}, of others that have a history that, else counters only. */
    private final Conversation conversation;
    /** Its two sides, here too: each packet goes to them, and by way of the conversation it would wait for memory once more. */
    private SideCounters initiator;

    private SideCounters responder;

    private final long firstNanos;
    private long lastNanos;
    /** Place among {@link #TRANSPORTS}. */
    private final byte transport;
    /** Place among {@link #END_REASONS}. */
    private byte closeReason = NOT_CLOSED;

    /** {@link #FORWARD}, {@link #END_TOLD}, {@link #INTERACTIVE}. */
    private byte facts;

    /** A flow that its first packet begins; the packet is not counted yet. */
    @SuppressWarnings("EnumOrdinal") // kept in a byte, which nobody else sees
    TrackedFlow(Object originOrExtras, Extraction first, long firstNanos, FlowRules rules) {
        this.originOrExtras = originOrExtras;
        this.firstNanos = firstNanos;
        this.lastNanos = firstNanos;
        Transport transport = first.transport();
        this.transport = (byte) transport.ordinal();
        conversation = conversation(transport, rules);
        initiator = conversation.counters(Side.INITIATOR);
        responder = conversation.counters(Side.RESPONDER);
        boolean isTurned = rules.direction().isFromResponder(first);
        facts = (first.orientation() == Orientation.FORWARD) == isTurned ? 0 : FORWARD;
        if (isTurned && rules.direction().flipsRoles() && conversation instanceof History history) {
            history.noteFlip();
        }
    }

    private static Conversation conversation(Transport transport, FlowRules rules) {
        if (transport == Transport.TCP) {
            return new TcpConnection(rules.connections());
        }
        boolean hasHistory = rules.isZeek() && transport == Transport.UDP;
        return hasHistory
                ? new History(new SideCounters(), new SideCounters())
                : new Conversation(new SideCounters(), new SideCounters());
    }

    private boolean is(byte fact) {
        return (facts & fact) != 0;
    }

    Side side(Orientation orientation) {
        return (orientation == Orientation.FORWARD) == is(FORWARD) ? Side.INITIATOR : Side.RESPONDER;
    }

    @Nullable TcpConnection connection() {
        return conversation instanceof TcpConnection tcp ? tcp : null;
    }

    /** Swaps the roles; the connection has done so already. */
    void flip() {
        facts ^= FORWARD;
        initiator = conversation.counters(Side.INITIATOR);
        responder = conversation.counters(Side.RESPONDER);
        LastReport last = lastReport();
        if (last != null) {
            extras().lastReport = last.flipped();
        }
    }

    private SideCounters counters(Side side) {
        return side == Side.INITIATOR ? initiator : responder;
    }

    void count(Side side, PacketView packet, Extraction found) {
        counters(side).count(packet.wireLength(), found.ipLength(), found.payloadLength());
    }

    /** Counts as Zeek does: of an ICMP message that the capture cut, only the payload. */
    void countAsZeek(Side side, PacketView packet, Extraction found) {
        if (transport().isIcmp() && found.payloadCapturedLength() < found.payloadLength()) {
            counters(side).countPayload(found.payloadLength());
        } else {
            count(side, packet, found);
        }
    }

    /** Says what the first packet was carried in. */
    void carriedIn(List<Tunnel> tunnels, long path) {
        extras().tunnelTrail = new TunnelTrail(tunnels, path);
    }

    /** Says which VLAN tags the first packet had. */
    void taggedWith(VlanIds ids) {
        if (ids.areAny()) {
            extras().outerVlanId = (char) ids.outer();
            extras().innerVlanId = (char) ids.inner();
        }
    }

    private @Nullable FlowExtras extrasIfAny() {
        return originOrExtras instanceof FlowExtras extras ? extras : null;
    }

    private FlowExtras extras() {
        FlowExtras known = extrasIfAny();
        if (known == null) {
            known = new FlowExtras((FlowOrigin<?, ?>) originOrExtras);
            originOrExtras = known;
        }
        return known;
    }

    private @Nullable TunnelTrail tunnelTrail() {
        FlowExtras extras = extrasIfAny();
        return extras == null ? null : extras.tunnelTrail;
    }

    /** Writes that a packet met a limit of tunnels, where such flows have a history. */
    void noteTunnels(TunnelFacts facts) {
        TunnelTrail trail = tunnelTrail();
        if (trail == null) {
            if (facts.path() == 0 && !facts.isLimitMet()) {
                return;
            }
            trail = new TunnelTrail(List.of(), 0);
            extras().tunnelTrail = trail;
        }
        if (trail.meetsLimit(facts) && conversation instanceof History history) {
            history.limitMet();
        }
    }

    /** Counts a datagram that came in fragments, as what it came in. */
    void count(Side side, Rebuilt datagram, Extraction found) {
        counters(side)
                .countFragments(
                        datagram.frameCount(),
                        datagram.packet().wireLength(),
                        datagram.ipBytes(),
                        found.payloadLength());
    }

    /** Writes that a datagram came, where such flows have a history. */
    void noteDatagram(Side side) {
        if (conversation instanceof History history) {
            history.datagram(side);
        }
    }

    /** Reads what every packet of this flow reads first. */
    int touch() {
        return touchIdentity() + (int) lastNanos;
    }

    /** Reads what every packet reads of the conversation and of both sides. */
    int touchParts() {
        return conversation.touch() + initiator.touch() + responder.touch();
    }

    /** Follows a segment of that connection of this flow, which {@linkplain TcpConnection#isExchange moves numbers only}. */
    void exchange(TcpConnection connection, Side side, TcpSegment segment) {
        connection.exchange(side, counters(side), counters(side.opposite()), segment);
    }

    void noteBadChecksum(Side side) {
        if (conversation instanceof History history) {
            history.count(side, History.Mishap.CHECKSUM);
        }
    }

    /** Notes a packet's time, if it is the latest one. */
    void seenUntil(long nanos) {
        lastNanos = Math.max(lastNanos, nanos);
    }

    /** Notes a packet's time, even if it is not the latest one. */
    void lastSeen(long nanos) {
        lastNanos = nanos;
    }

    /** Whether one side only was heard, or the handshake is not complete: nothing shows that both sides want this flow. */
    boolean isHalfOpen() {
        if (!isHeard(Side.INITIATOR) || !isHeard(Side.RESPONDER)) {
            return true;
        }
        FlowState state = state();
        return state == FlowState.SYN_SENT || state == FlowState.SYN_RECEIVED;
    }

    private boolean isHeard(Side side) {
        return counters(side).packets() != 0;
    }

    /** Whether this flow may be silent for longer than others. */
    boolean isInteractive() {
        return is(INTERACTIVE);
    }

    void interactive() {
        facts |= INTERACTIVE;
    }

    /** Why the connection is over, while the flow lingers; null before. */
    @Nullable EndReason closeReason() {
        return closeReason == NOT_CLOSED ? null : END_REASONS[closeReason];
    }

    @SuppressWarnings("EnumOrdinal") // as above
    void closed(EndReason reason) {
        closeReason = (byte) reason.ordinal();
    }

    /** Whether its end was told, so that it is only remembered. */
    boolean isEndTold() {
        return is(END_TOLD);
    }

    void endTold() {
        facts |= END_TOLD;
    }

    private @Nullable LastReport lastReport() {
        FlowExtras extras = extrasIfAny();
        return extras == null ? null : extras.lastReport;
    }

    /** Whether that much time has passed since it was last reported on, or began; a flow that is younger is asked no further. */
    boolean isReportDue(long nowNanos, long timeoutNanos) {
        return nowNanos - firstNanos >= timeoutNanos && isNextReportDue(nowNanos, timeoutNanos);
    }

    private boolean isNextReportDue(long nowNanos, long timeoutNanos) {
        LastReport last = lastReport();
        return last == null || nowNanos - last.nowNanos() >= timeoutNanos;
    }

    /** Notes that the flow was reported on as it is now. */
    void reported(long nowNanos) {
        LastReport last = lastReport();
        extras().lastReport = new LastReport(
                last == null ? 1 : last.number() + 1,
                nowNanos,
                SideCounts.of(stats(Side.INITIATOR)),
                SideCounts.of(stats(Side.RESPONDER)));
    }

    /** {@inheritDoc} One that is out of the table is old, and most likely asked no more: it keeps nothing that is made now. */
    @Override
    @SuppressWarnings("unchecked") // the origin is that of this flow's tracker, and the key is from it
    public K key() {
        FlowExtras extras = extrasIfAny();
        Object known = extras == null ? null : extras.key;
        if (known != null) {
            return (K) known;
        }
        K made = ((FlowOrigin<K, S>) (extras == null ? originOrExtras : extras.origin)).keyOf(this);
        if (isInTable()) {
            extras().key = made;
        }
        return made;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // a tracker without state has a nullable type of it
    public S userState() {
        FlowExtras extras = extrasIfAny();
        return extras == null ? (S) null : (S) extras.userState;
    }

    @Override
    public Transport transport() {
        return TRANSPORTS[transport];
    }

    @Override
    public FlowState state() {
        return conversation instanceof TcpConnection connection ? connection.state() : FlowState.ACTIVE;
    }

    @Override
    public Orientation initiatorOrientation() {
        return is(FORWARD) ? Orientation.FORWARD : Orientation.REVERSE;
    }

    @Override
    public SideStats stats(Side side) {
        return counters(side);
    }

    @Override
    public String history() {
        return conversation instanceof History history ? history.history() : "";
    }

    @Override
    public ConnState connState() {
        if (conversation instanceof TcpConnection connection) {
            return connection.connState();
        }
        if (transport() != Transport.UDP) {
            return ConnState.OTH;
        }
        if (!isHeard(Side.INITIATOR)) {
            return isHeard(Side.RESPONDER) ? ConnState.SHR : ConnState.OTH;
        }
        return isHeard(Side.RESPONDER) ? ConnState.SF : ConnState.S0;
    }

    @Override
    public long missedBytes() {
        return conversation instanceof TcpConnection connection ? connection.missedBytes() : 0;
    }

    @Override
    public @Nullable TcpAnalysis tcpAnalysis() {
        return connection();
    }

    @Override
    public VlanIds vlanIds() {
        FlowExtras extras = extrasIfAny();
        return extras == null ? VlanIds.NONE : VlanIds.of(extras.outerVlanId, extras.innerVlanId);
    }

    @Override
    public List<Tunnel> tunnels() {
        TunnelTrail trail = tunnelTrail();
        return trail == null ? List.of() : trail.first();
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
        return FlowRecord.of(this, endReason, lastReport());
    }
}
