package io.flowtrack.micrometer;

import io.flowtrack.api.EmergencyStats;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.FragmentStats;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.micrometer.Meters.Named;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumSet;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Shows what a tracker has counted as meters: {@code flowtrack.packets} and {@code flowtrack.flows.ended} by reason, live flows,
 * fragments, emergencies. {@code docs/metrics.md} lists them all. They add up as {@link TrackerStats} does.
 *
 * <p>A tracker belongs to one thread, and meters are read by another. So the supplier must not ask the tracker: the thread that
 * owns the tracker publishes a copy now and then, and the supplier gives out the latest one.
 *
 * <pre>{@code
 * AtomicReference<TrackerStats> latest = new AtomicReference<>(tracker.stats());
 * new FlowTrackerMetrics(latest::get).bindTo(registry);
 * ...
 * latest.set(tracker.stats()); // in the tracker's thread, once a second or every few thousand packets
 * }</pre>
 *
 * <p>Each meter asks the supplier by itself, a hundred times for a scrape, so it should do no more than that. Meters of one scrape
 * add up exactly if nothing is published meanwhile.
 */
public final class FlowTrackerMetrics implements MeterBinder {
    private static final Named PACKETS = new Named("flowtrack.packets", "packets", "Packets, by what became of them");
    private static final Named INNER_PACKETS =
            new Named("flowtrack.inner.packets", "packets", "Packets in tunnels with flows of their own");
    private static final Named HELD =
            new Named("flowtrack.fragments.held", "packets", "Packets held, as more of their datagrams may come");
    private static final Named INNER_HELD = new Named(
            "flowtrack.inner.fragments.held",
            "packets",
            "Packets in tunnels held, as more of their datagrams may come");
    private static final Named DATAGRAMS =
            new Named("flowtrack.datagrams", "datagrams", "Fragmented datagrams, by what became of them");
    private static final Named INNER_DATAGRAMS = new Named(
            "flowtrack.inner.datagrams", "datagrams", "Fragmented datagrams in tunnels, by what became of them");
    private static final Named STARTED = new Named("flowtrack.flows.started", "flows", "Flows that began");
    private static final Named ENDED = new Named("flowtrack.flows.ended", "flows", "Flows that ended, by reason");
    private static final Named LIVE = new Named("flowtrack.flows.live", "flows", "Flows whose end is still to be told");
    private static final Named EMERGENCY =
            new Named("flowtrack.emergency.active", null, "1 in an emergency, 0 otherwise");
    private static final Named EMERGENCIES = new Named("flowtrack.emergencies", "emergencies", "Emergencies so far");
    private static final Named EMERGENCY_EVICTED =
            new Named("flowtrack.emergency.evicted", "flows", "Live flows given up in emergencies");

    private final Supplier<TrackerStats> stats;
    private final Tags tags;

    /**
     * Meters without tags of one's own: for one tracker in a registry.
     *
     * @param stats the latest copy that was published; asked by any thread
     */
    public FlowTrackerMetrics(Supplier<TrackerStats> stats) {
        this(stats, Tags.empty());
    }

    /**
     * Meters that all have these tags besides, to tell trackers of one registry apart.
     *
     * @param stats the latest copy that was published; asked by any thread
     */
    public FlowTrackerMetrics(Supplier<TrackerStats> stats, Iterable<Tag> tags) {
        this.stats = Objects.requireNonNull(stats, "stats");
        this.tags = Tags.of(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters meters = new Meters(registry, stats, tags);
        bindPackets(meters);
        bindInner(meters);
        bindFlows(meters);
        bindEmergencies(meters);
    }

    private static void bindPackets(Meters meters) {
        meters.result("flow").counter(PACKETS, TrackerStats::packetsInFlows);
        for (PassReason reason : PassReason.values()) {
            meters.result("passed_over", reason).counter(PACKETS, stats -> stats.passedOver(reason));
        }
        meters.gauge(HELD, stats -> stats.fragments().fragmentsHeld());
        bindDatagrams(meters, DATAGRAMS, TrackerStats::fragments);
    }

    private static void bindInner(Meters meters) {
        meters.result("flow").counter(INNER_PACKETS, stats -> stats.inner().packetsInFlows());
        for (PassReason reason : PassReason.values()) {
            meters.result("passed_over", reason)
                    .counter(INNER_PACKETS, stats -> stats.inner().passedOver(reason));
        }
        meters.gauge(INNER_HELD, stats -> stats.inner().fragments().fragmentsHeld());
        bindDatagrams(meters, INNER_DATAGRAMS, stats -> stats.inner().fragments());
    }

    private static void bindDatagrams(Meters meters, Named named, Function<TrackerStats, FragmentStats> fragments) {
        meters.result("rebuilt").counter(named, stats -> fragments.apply(stats).datagramsRebuilt());
        for (PassReason reason : PassReason.values()) {
            meters.result("unfinished", reason)
                    .counter(
                            named,
                            stats ->
                                    fragments.apply(stats).datagramsUnfinished().getOrDefault(reason, 0L));
        }
    }

    private static void bindFlows(Meters meters) {
        meters.counter(STARTED, TrackerStats::flowsStarted);
        for (EndReason reason : EnumSet.complementOf(EnumSet.of(EndReason.ACTIVE_TIMEOUT))) { // which ends nothing
            meters.reason(reason).counter(ENDED, stats -> stats.flowsEnded(reason));
        }
        meters.gauge(LIVE, TrackerStats::flowsLive);
    }

    private static void bindEmergencies(Meters meters) {
        meters.gauge(EMERGENCY, stats -> stats.emergency().isActive() ? 1 : 0);
        meters.counter(EMERGENCIES, stats -> stats.emergency().entered());
        meters.with("flow", "half_open")
                .counter(EMERGENCY_EVICTED, stats -> stats.emergency().halfOpenFlowsEvicted());
        meters.with("flow", "other").counter(EMERGENCY_EVICTED, stats -> otherFlowsEvicted(stats.emergency()));
    }

    private static long otherFlowsEvicted(EmergencyStats emergency) {
        return emergency.flowsEvicted() - emergency.halfOpenFlowsEvicted();
    }
}
