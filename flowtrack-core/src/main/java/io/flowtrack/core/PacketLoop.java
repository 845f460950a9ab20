package io.flowtrack.core;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowShare;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Side;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.fragment.Rebuilt;
import io.flowtrack.core.table.FlowTable;
import io.flowtrack.core.tcp.TcpConnection;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a tracker does with one packet after another: extract, find or begin, count, follow, tell; and time passes by them. */
final class PacketLoop<K, S extends @Nullable Object> {
    private static final long NEVER = Long.MIN_VALUE;

    private final FlowExtractor<K> extractor;
    private final FlowShare share;
    private final FlowOrigin<K, S> origin;
    private final FlowTable<TrackedFlow<K, S>> table;
    private final Endings<K, S> endings;
    private final Succession<K, S> succession;
    private final TableLimits<K, S> limits;
    private final Arrival own = new Arrival();
    private final ConnectionFollower<K, S> follower;
    private final ConnectionChecks<K, S> checks;
    private final IcmpErrors<K, S> icmpErrors;
    private final DatagramFollower<K, S> datagrams;
    private final TrackerCounters counters;
    private final SweepLog sweepLog;
    private final Fragments fragments;
    /** Of packets inside of others that are counted themselves. */
    private final Fragments innerFragments;

    private FlowRules rules;
    private long packetCount;
    private int layer;
    private long sweepIntervalNanos;
    private long activeTimeoutNanos;
    private long nowNanos = NEVER;
    private long sweptNanos = NEVER;

    PacketLoop(
            FlowExtractor<K> extractor,
            TrackerConfig config,
            FlowShare share,
            @Nullable Function<? super K, ? extends S> initialiser,
            FlowTable<TrackedFlow<K, S>> table) {
        this.extractor = extractor;
        this.share = share;
        this.counters = new TrackerCounters(/* countsStrays= */ share.index() == 0);
        this.origin = new FlowOrigin<>(extractor, initialiser);
        this.table = table;
        this.endings = new Endings<>(table, new FlowMemory(FlowMemory.capacity(config)), counters, config);
        this.succession = new Succession<>(endings);
        this.limits = new TableLimits<>(table, endings, counters, config);
        this.sweepLog = new SweepLog(counters, table);
        this.follower = new ConnectionFollower<>(table, endings);
        this.checks = new ConnectionChecks<>(endings);
        this.icmpErrors = new IcmpErrors<>(extractor, table, endings);
        this.datagrams = new DatagramFollower<>(table, icmpErrors);
        this.fragments = new Fragments(extractor, own.facts(), counters, config);
        this.innerFragments = new Fragments(extractor, own.facts(), counters, config);
        this.rules = FlowRules.of(config);
        take(config);
    }

    private void take(TrackerConfig config) {
        rules = FlowRules.of(config);
        succession.reconfigure(rules);
        follower.reconfigure(rules);
        datagrams.reconfigure(rules);
        sweepIntervalNanos = config.sweepInterval().toNanos();
        activeTimeoutNanos = config.activeTimeout().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    void track(PacketView packet, FlowListener<K, S> listener) {
        if (packet.fragmentCount() != 0 || !extractor.extractPlain(packet, own.facts())) {
            trackAny(packet, listener);
        } else if (share.holds(own.facts().identity())) {
            own.at(packet);
            own.hash(table.hash(own.facts().identity()));
            trackPlain(own, 0, listener);
        } else {
            packetCount++;
            passBy(packet, own.facts(), listener);
        }
    }

    private void trackAny(PacketView packet, FlowListener<K, S> listener) {
        packetCount++;
        own.of(packet);
        if (rules.isZeek()) {
            passTimeAsZeek(packet, listener);
        }
        if (extractor.extract(packet, own.facts())) {
            if (packet.fragmentCount() != 0) {
                own.becomes(Rebuilt.of(packet));
            }
            placeAll(listener);
        } else {
            placeRebuilt(fragments.take(packet, nowNanos), listener);
        }
    }

    /**
     * Tracks a packet that the extractor is not asked about again, as {@link #track} would.
     *
     * @param likelyNumber which entry of the table is likely to be its flow, 0 for none
     */
    void trackPlain(Arrival arrival, int likelyNumber, FlowListener<K, S> listener) {
        packetCount++;
        if (rules.isZeek()) {
            passTimeAsZeek(arrival.packet(), listener);
        }
        TrackedFlow<K, S> flow = table.find(arrival.facts().identity(), arrival.hash(), likelyNumber);
        if (flow == null || !passes(flow, arrival, listener)) {
            place(flow, arrival, listener);
        }
    }

    /**
     * The short way of most packets: where nothing is due at this time, and the packet moves numbers of an open connection
     * and nothing else, all other questions that {@link #place} asks are answered by that.
     *
     * @return whether it went this way; else nothing is done yet
     */
    private boolean passes(TrackedFlow<K, S> flow, Arrival arrival, FlowListener<K, S> listener) {
        long timestamp = arrival.packet().timestampNanos();
        long now = Math.max(nowNanos, timestamp);
        TcpConnection connection = flow.connection();
        if (connection == null
                || arrival.facts().isDefective()
                || now - sweptNanos >= sweepIntervalNanos
                || flow.isReportDue(now, activeTimeoutNanos)
                || endings.isOver(flow, now)
                || !follower.exchanges(flow, connection, arrival)) {
            return false;
        }
        Extraction found = arrival.facts();
        Side side = flow.side(found.orientation());
        nowNanos = now;
        counters.packetInFlow();
        flow.count(side, arrival.packet(), found);
        flow.seenUntil(timestamp);
        table.touch(flow, now);
        listener.onPacket(flow, arrival.view().wrap(arrival.packet(), found, side));
        return true;
    }

    /** What a packet of another share's flow does here: it passes time, and may be an ICMP error about a flow of this share. */
    private void passBy(PacketView packet, Extraction found, FlowListener<K, S> listener) {
        if (rules.isZeek()) {
            passTimeAsZeek(packet, listener);
        } else if (!found.isDefective()) {
            passTimeTo(packet.timestampNanos(), listener);
        }
        if (!found.isDefective() && found.transport().isIcmp()) {
            icmpErrors.tell(packet, found.transportOffset(), nowNanos, listener);
        }
    }

    private void placeRebuilt(@Nullable Rebuilt datagram, FlowListener<K, S> listener) {
        if (datagram != null) {
            own.becomes(datagram);
            placeAll(listener);
        }
    }

    /** Counts a packet, and those inside. */
    private void placeAll(FlowListener<K, S> listener) {
        placeOwn(listener);
        if (own.facts().hasTunnels() && own.facts().tunnels().hasInner()) {
            trackInner(own.packet(), listener);
        }
    }

    private void placeOwn(FlowListener<K, S> listener) {
        if (share.holds(own.facts().identity())) {
            own.hash(table.hash(own.facts().identity()));
            place(table.find(own.facts().identity(), own.hash()), own, listener);
        } else {
            passBy(own.packet(), own.facts(), listener);
        }
    }

    /** Tracks the packets inside, from the outside inwards; there are no more than tunnels are looked into. */
    private void trackInner(PacketView packet, FlowListener<K, S> listener) {
        Extraction found = own.facts();
        counters.inner(true);
        layer++;
        try {
            while (found.tunnels().hasInner()) {
                own.of(packet);
                if (extractor.extractInner(packet, found)) {
                    placeOwn(listener);
                } else if (found.fragments().isFragment() || found.tunnels().depth() > 0) {
                    takeInner(packet, listener);
                }
            }
        } finally {
            layer--;
            counters.inner(layer > 0);
        }
    }

    /** Holds a packet inside that the extractor did not find a flow of, or passes it over. */
    private void takeInner(PacketView packet, FlowListener<K, S> listener) {
        if (layer > Decapsulation.MAX_DEPTH) {
            counters.straysPassedOver(PassReason.TOO_MANY_IP_EXTENSIONS, null);
        } else {
            placeRebuilt(innerFragments.take(packet, nowNanos), listener);
        }
    }

    /** Counts a packet in the flow that was found, or in a new one, or passes it over. */
    private void place(@Nullable TrackedFlow<K, S> known, Arrival arrival, FlowListener<K, S> listener) {
        long timestamp = rules.time(arrival.packet().timestampNanos());
        long now = Math.max(nowNanos, timestamp);
        TrackedFlow<K, S> flow = known;
        if (arrival.facts().isDefective()) {
            passOver(flow, arrival, listener);
            return;
        }
        if (flow != null && succession.isLate(flow, arrival.facts(), now)) {
            counters.packetsPassedOver(PassReason.LATE, arrival.datagram());
            passTime(now, listener);
            return;
        }
        counters.packetsInFlow(arrival.datagram());
        passTime(now, listener);
        if (flow == null || !succession.goesOn(flow, arrival.facts(), nowNanos, listener)) {
            flow = begin(arrival, timestamp, listener);
        }
        count(flow, arrival, listener);
        follow(flow, arrival, timestamp, listener);
    }

    /** Passes over a packet that names its flow, but is not to be believed. By Zeek's rules it may begin or end one. */
    private void passOver(@Nullable TrackedFlow<K, S> flow, Arrival arrival, FlowListener<K, S> listener) {
        Extraction found = arrival.facts();
        counters.packetsPassedOver(found.passReason(), arrival.datagram());
        TrackedFlow<K, S> its = flow;
        if (rules.isZeek()) {
            if (its == null || !succession.goesOn(its, arrival.facts(), nowNanos, listener)) {
                its = begin(arrival, rules.time(arrival.packet().timestampNanos()), listener);
                follower.place(its, nowNanos);
            }
        }
        if (its != null && found.passReason() == PassReason.BAD_TRANSPORT_CHECKSUM) {
            its.noteBadChecksum(its.side(found.orientation()));
        }
    }

    /** Moves the clock to a time that is not before the present one. */
    private void passTime(long now, FlowListener<K, S> listener) {
        if (nowNanos == NEVER) {
            sweptNanos = now;
        }
        nowNanos = now;
        if (now - sweptNanos >= sweepIntervalNanos) {
            sweep(listener);
        }
    }

    /** There every packet passes time, and before anything else. */
    private void passTimeAsZeek(PacketView packet, FlowListener<K, S> listener) {
        passTime(Math.max(nowNanos, rules.time(packet.timestampNanos())), listener);
        checks.run(nowNanos, listener);
    }

    private void sweep(FlowListener<K, S> listener) {
        sweepLog.begin(sweptNanos, nowNanos);
        sweptNanos = nowNanos;
        fragments.expire(nowNanos);
        innerFragments.expire(nowNanos);
        endings.sweep(nowNanos, listener);
        limits.calmDown(listener);
        sweepLog.end(nowNanos);
    }

    private TrackedFlow<K, S> begin(Arrival arrival, long timestamp, FlowListener<K, S> listener) {
        Extraction found = arrival.facts();
        limits.makeRoomFor(found.transport(), nowNanos, listener);
        TrackedFlow<K, S> flow = origin.begin(found, timestamp, rules);
        flow.taggedWith(found.vlanIds());
        if (found.tunnels().depth() > 0) {
            flow.carriedIn(extractor.tunnels(arrival.packet()), found.tunnels().path());
        }
        endings.begin(flow, arrival, nowNanos);
        if (rules.isZeek()) {
            checks.begin(flow, nowNanos);
        }
        listener.onStarted(flow);
        return flow;
    }

    private void count(TrackedFlow<K, S> flow, Arrival arrival, FlowListener<K, S> listener) {
        Extraction found = arrival.facts();
        Side side = flow.side(found.orientation());
        if (flow.isReportDue(nowNanos, activeTimeoutNanos)) {
            listener.onInterim(flow);
            flow.reported(nowNanos);
        }
        Rebuilt datagram = arrival.datagram();
        if (rules.isZeek()) {
            flow.countAsZeek(side, arrival.packet(), found);
            flow.noteTunnels(found.tunnels());
        } else if (datagram == null) {
            flow.count(side, arrival.packet(), found);
        } else {
            flow.count(side, datagram, found);
        }
    }

    private void follow(TrackedFlow<K, S> flow, Arrival arrival, long timestamp, FlowListener<K, S> listener) {
        if (!rules.isZeek()) {
            flow.seenUntil(timestamp);
        }
        TcpConnection connection = flow.connection();
        if (connection == null) {
            datagrams.follow(flow, arrival, nowNanos, listener);
        } else if (rules.isZeek()) {
            follower.followAsZeek(flow, connection, arrival, nowNanos, listener);
            checks.heed(flow, connection);
        } else {
            follower.follow(flow, connection, arrival, nowNanos, listener);
        }
    }

    /** Notes packets of other shares that do no more than pass time, so many that it is that many in all. */
    void passBy(long packetsInAll, long latestNanos, FlowListener<K, S> listener) {
        packetCount = packetsInAll;
        passTimeTo(latestNanos, listener);
    }

    /** Whether more than the clock moves if time passes to there. */
    boolean isMoreDue(long atNanos) {
        return rules.isZeek() || atNanos - sweptNanos >= sweepIntervalNanos;
    }

    /** Passes time as a packet of another tracker does. */
    void passTimeTo(long now, FlowListener<K, S> listener) {
        passTime(Math.max(nowNanos, now), listener);
    }

    /** Tells the flow that an ICMP error is about, which is counted by another tracker. */
    void tellIcmpError(PacketView packet, FlowListener<K, S> listener) {
        Extraction found = own.of(packet).facts();
        if (extractor.extract(packet, found)) {
            icmpErrors.tell(packet, found.transportOffset(), nowNanos, listener);
        }
    }

    void advanceTo(long now, FlowListener<K, S> listener) {
        nowNanos = Math.max(nowNanos, now);
        sweep(listener);
    }

    void flush(FlowListener<K, S> listener) {
        fragments.flush();
        innerFragments.flush();
        sweepLog.intervalEnded(sweptNanos, nowNanos);
        endings.flush(listener);
        limits.calmDown(listener);
    }

    void reconfigure(TrackerConfig config, FlowListener<K, S> listener) {
        take(config);
        fragments.reconfigure(config);
        innerFragments.reconfigure(config);
        endings.reconfigure(config);
        limits.reconfigure(config);
        limits.calmDown(listener);
        limits.shrink(nowNanos, listener);
    }

    TrackerStats stats() {
        return counters.snapshot(fragments.counters(), innerFragments.counters());
    }

    long packetCount() {
        return packetCount;
    }

    int flowCount() {
        return (int) counters.flowsLive();
    }

    long nowNanos() {
        return nowNanos;
    }
}
