package io.flowtrack.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.EmergencyStats;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FragmentStats;
import io.flowtrack.api.InnerStats;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.parallel.ShardedFlowTracker;
import io.flowtrack.parallel.Sharding;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Wrapped;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlowTrackerMetricsTest {
    private static final Endpoint SERVER = Endpoint.server(1, 53);
    private static final Endpoint NEAR = Endpoint.client(900);
    private static final Endpoint FAR = Endpoint.server(900, 4789);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    /** Packets of all fates: in flows, passed over, held, in tunnels, and more flows than there is room for. */
    private static List<Frame> packets() {
        List<Frame> packets = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            packets.add(Frames.udp(Endpoint.client(i), SERVER).payload("x").build());
        }
        packets.add(Frames.arp(NEAR, FAR).build());
        List<Frame> whole = Frames.udp(NEAR, SERVER).payload(3_000).fragments(1_480);
        packets.addAll(whole);
        packets.add(whole.get(0));
        Frame inside = Frames.udp(Endpoint.client(1), SERVER).payload("x").build();
        packets.add(
                Frames.udp(NEAR, FAR).payload(Wrapped.vxlan(5, inside.bytes())).build());
        Frame pieceInside =
                Frames.udp(NEAR, SERVER).payload(3_000).fragments(1_000).get(0);
        packets.add(Frames.udp(NEAR, FAR)
                .payload(Wrapped.vxlan(5, pieceInside.bytes()))
                .build());
        Frame otherInside = Frames.arp(NEAR, FAR).build();
        packets.add(Frames.udp(NEAR, FAR)
                .payload(Wrapped.vxlan(5, otherInside.bytes()))
                .build());
        return packets;
    }

    private static FlowTracker<FiveTuple, @Nullable Void> tracker() {
        return FlowTracker.of(
                FiveTupleExtractor.bidirectional()
                        .decapsulating(Decapsulation.defaults().withOuterFlows()),
                TrackerConfig.builder().maxFlows(10).build());
    }

    private long counted(String name, String... tags) {
        return (long) registry.find(name).tags(tags).functionCounters().stream()
                .mapToDouble(FunctionCounter::count)
                .sum();
    }

    private long shown(String name) {
        return (long) registry.get(name).gauge().value();
    }

    @Test
    void metersAddUpAsTheTrackersCountersDo() {
        FlowTracker<FiveTuple, @Nullable Void> tracker = tracker();
        packets().forEach(frame -> tracker.track(frame.view()));
        TrackerStats stats = tracker.stats();
        new FlowTrackerMetrics(() -> stats).bindTo(registry);
        assertThat(counted("flowtrack.packets") + shown("flowtrack.fragments.held"))
                .isEqualTo(packets().size())
                .isEqualTo(stats.packets());
        assertThat(counted("flowtrack.inner.packets") + shown("flowtrack.inner.fragments.held"))
                .isEqualTo(stats.inner().packets())
                .isPositive();
        assertThat(counted("flowtrack.flows.started"))
                .isEqualTo(counted("flowtrack.flows.ended") + shown("flowtrack.flows.live"))
                .isEqualTo(stats.flowsStarted());
        assertThat(counted("flowtrack.emergency.evicted"))
                .isEqualTo(counted("flowtrack.flows.ended", "reason", "evicted"))
                .isEqualTo(stats.flowsEnded(EndReason.EVICTED))
                .isPositive();
        assertThat(counted("flowtrack.datagrams", "result", "rebuilt")).isOne();
        assertThat(shown("flowtrack.emergency.active")).isOne();
    }

    @Test
    void everyNumberHasItsOwnMeter() {
        TrackerStats stats = new TrackerStats(
                0,
                2,
                Map.of(PassReason.NOT_IP, 3L, PassReason.LATE, 5L),
                new InnerStats(
                        7,
                        Map.of(PassReason.NOT_WANTED, 11L),
                        new FragmentStats(13, 17, Map.of(PassReason.DATAGRAM_EVICTED, 19L))),
                23,
                Map.of(EndReason.FIN, 29L, EndReason.IDLE_TIMEOUT, 31L),
                37,
                new FragmentStats(41, 43, Map.of(PassReason.DATAGRAM_TIMED_OUT, 47L)),
                new EmergencyStats(true, 53, 60, 1));
        new FlowTrackerMetrics(() -> stats).bindTo(registry);
        assertThat(counted("flowtrack.packets", "result", "flow", "reason", "none"))
                .isEqualTo(2);
        assertThat(counted("flowtrack.packets", "result", "passed_over", "reason", "not_ip"))
                .isEqualTo(3);
        assertThat(counted("flowtrack.packets", "result", "passed_over", "reason", "late"))
                .isEqualTo(5);
        assertThat(counted("flowtrack.inner.packets", "result", "flow")).isEqualTo(7);
        assertThat(counted("flowtrack.inner.packets", "reason", "not_wanted")).isEqualTo(11);
        assertThat(shown("flowtrack.inner.fragments.held")).isEqualTo(13);
        assertThat(counted("flowtrack.inner.datagrams", "result", "rebuilt")).isEqualTo(17);
        assertThat(counted("flowtrack.inner.datagrams", "reason", "datagram_evicted"))
                .isEqualTo(19);
        assertThat(counted("flowtrack.flows.started")).isEqualTo(23);
        assertThat(counted("flowtrack.flows.ended", "reason", "fin")).isEqualTo(29);
        assertThat(counted("flowtrack.flows.ended", "reason", "idle_timeout")).isEqualTo(31);
        assertThat(shown("flowtrack.flows.live")).isEqualTo(37);
        assertThat(shown("flowtrack.fragments.held")).isEqualTo(41);
        assertThat(counted("flowtrack.datagrams", "result", "rebuilt")).isEqualTo(43);
        assertThat(counted("flowtrack.datagrams", "result", "unfinished", "reason", "datagram_timed_out"))
                .isEqualTo(47);
        assertThat(counted("flowtrack.emergencies")).isEqualTo(53);
        assertThat(counted("flowtrack.emergency.evicted", "flow", "half_open")).isOne();
        assertThat(counted("flowtrack.emergency.evicted", "flow", "other")).isEqualTo(59);
        assertThat(shown("flowtrack.emergency.active")).isOne();
    }

    /** What {@code docs/metrics.md} shows: the tracker's thread publishes, another one reads. */
    @Test
    void metersShowWhatTheTrackersThreadHasPublished() throws InterruptedException {
        FlowTracker<FiveTuple, @Nullable Void> tracker = tracker();
        AtomicReference<TrackerStats> latest = new AtomicReference<>(tracker.stats());
        new FlowTrackerMetrics(latest::get).bindTo(registry);
        Thread owner = new Thread(() -> {
            packets().forEach(frame -> tracker.track(frame.view()));
            latest.set(tracker.stats());
            tracker.flush();
        });
        assertThat(counted("flowtrack.packets")).isZero();
        owner.start();
        owner.join();
        assertThat(shown("flowtrack.flows.live")).as("live before the flush").isEqualTo(10);
        latest.set(tracker.stats());
        assertThat(shown("flowtrack.flows.live")).isZero();
    }

    @Test
    void trackersOfOneRegistryAreToldApartByTags() {
        for (String device : List.of("eth0", "eth1")) {
            FlowTracker<FiveTuple, @Nullable Void> tracker = tracker();
            packets().stream().limit(device.equals("eth0") ? 3 : 5).forEach(frame -> tracker.track(frame.view()));
            TrackerStats stats = tracker.stats();
            new FlowTrackerMetrics(() -> stats, Tags.of("device", device)).bindTo(registry);
        }
        assertThat(counted("flowtrack.packets", "device", "eth0")).isEqualTo(3);
        assertThat(counted("flowtrack.packets", "device", "eth1")).isEqualTo(5);
    }

    /** Micrometer keeps the objects it asks weakly. */
    @Test
    void metersLiveAsLongAsTheirRegistry() {
        AtomicReference<TrackerStats> latest = bindAndForget();
        System.gc();
        FlowTracker<FiveTuple, @Nullable Void> tracker = tracker();
        packets().forEach(frame -> tracker.track(frame.view()));
        latest.set(tracker.stats());
        assertThat(counted("flowtrack.packets")).isPositive();
        assertThat(shown("flowtrack.flows.live")).isEqualTo(10);
    }

    private AtomicReference<TrackerStats> bindAndForget() {
        AtomicReference<TrackerStats> latest = new AtomicReference<>(tracker().stats());
        new FlowTrackerMetrics(latest::get).bindTo(registry);
        return latest;
    }

    @Test
    void shardsAreShownTogether() {
        try (ShardedFlowTracker<FiveTuple, @Nullable Void> tracker = ShardedFlowTracker.of(
                FiveTupleExtractor::bidirectional,
                TrackerConfig.defaults(),
                key -> null,
                Sharding.of(2, Runnable::run),
                shard -> new FlowListener<>() {})) {
            packets().forEach(frame -> tracker.track(frame.view()));
            TrackerStats stats = tracker.stats();
            new FlowTrackerMetrics(() -> stats).bindTo(registry);
            assertThat(counted("flowtrack.packets") + shown("flowtrack.fragments.held"))
                    .isEqualTo(packets().size());
            assertThat(counted("flowtrack.flows.started"))
                    .isEqualTo(shown("flowtrack.flows.live"))
                    .isGreaterThan(20);
        }
    }
}
