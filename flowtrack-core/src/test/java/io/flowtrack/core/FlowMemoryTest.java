package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.MemoryBudget;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.api.Transport;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frames;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jol.info.GraphLayout;

/** The constants of {@link FlowMemory} against what objects really take. */
class FlowMemoryTest {
    private static final FlowListener<FiveTuple, @Nullable Void> DEAF = new FlowListener<>() {};
    private static final Endpoint SERVER = Endpoint.server6(1, 80);
    /** What a tracker takes without any flows, its extractor included. */
    private static final long TRACKER_BYTES = 8_192;

    private static final int ALL = TcpFlags.ACK | TcpFlags.PSH;

    @BeforeAll
    static void measureWithoutAnAgent() {
        System.setProperty("jol.skipHotspotSAAttach", "true");
        System.setProperty("jol.skipDynamicAttach", "true");
        System.setProperty("jol.magicFieldOffset", "true"); // for records
    }

    private static FlowTracker<FiveTuple, @Nullable Void> tracker(TrackerConfig config) {
        return FlowTracker.of(FiveTupleExtractor.bidirectional().withVlanIds(), config);
    }

    /** What a second flow adds to a first one of its kind: without what all flows share. */
    private static long bytesOfAFlow(FlowTracker<FiveTuple, @Nullable Void> tracker) {
        List<Flow<FiveTuple, @Nullable Void>> flows = tracker.flows().toList();
        flows.forEach(flow -> assertThat(flow.key()).isNotNull()); // somebody asks for it
        Object first = flows.get(0);
        Object second = flows.get(1);
        long both = GraphLayout.parseInstance(first, second).totalSize();
        return both - GraphLayout.parseInstance(first).totalSize();
    }

    private static void segment(
            FlowTracker<FiveTuple, @Nullable Void> tracker, Endpoint from, Endpoint to, int flags, int sequence) {
        segment(tracker, from, to, flags, sequence, 9);
    }

    private static void segment(
            FlowTracker<FiveTuple, @Nullable Void> tracker,
            Endpoint from,
            Endpoint to,
            int flags,
            int sequence,
            int seconds) {
        byte[] bytes = Frames.tcp(from, to)
                .vlan(1)
                .flags(flags)
                .sequence(sequence)
                .acknowledgement(1)
                .payload("x")
                .build()
                .bytes();
        track(tracker, bytes, Frames.START_NANOS + seconds * 1_000_000_000L);
    }

    private static void track(FlowTracker<FiveTuple, @Nullable Void> tracker, byte[] bytes, long nanos) {
        tracker.track(new PacketView().wrap(ByteBuffer.wrap(bytes), 0, bytes.length, LinkType.ETHERNET, nanos), DEAF);
    }

    /** A connection with a slow handshake that is repeated, and with as many holes in both streams, and as long a history, as can be had. */
    private static void playTheWorst(FlowTracker<FiveTuple, @Nullable Void> tracker, Endpoint client) {
        segment(tracker, client, SERVER, TcpFlags.SYN, 0, 0);
        segment(tracker, client, SERVER, TcpFlags.SYN, 0, 1);
        segment(tracker, SERVER, client, TcpFlags.SYN | TcpFlags.ACK, 0, 6);
        for (int i = 1; i < 100; i++) {
            segment(tracker, client, SERVER, ALL, 10 * i);
            segment(tracker, SERVER, client, ALL, 10 * i);
        }
        for (int i = 1; i < 200; i++) {
            segment(tracker, client, SERVER, TcpFlags.SYN | TcpFlags.ACK, 10_000 + i);
            segment(tracker, SERVER, client, TcpFlags.FIN | TcpFlags.ACK, 10_000 + i);
            segment(tracker, client, SERVER, ALL, 5);
        }
    }

    private static void datagram(
            FlowTracker<FiveTuple, @Nullable Void> tracker, Endpoint from, Endpoint to, int nanos) {
        byte[] bytes = Frames.udp(from, to).vlan(1).payload("x").build().bytes();
        bytes[bytes.length - 1]++;
        track(tracker, bytes, Frames.START_NANOS + nanos);
    }

    /** The same with a report on every flow at its second packet and later ones. */
    private static TrackerConfig reporting(TrackerConfig config) {
        return config.toBuilder().activeTimeout(Duration.ofNanos(1)).build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noTcpFlowTakesMoreThanItIsCountedWith(boolean isZeek) {
        FlowTracker<FiveTuple, @Nullable Void> tracker =
                tracker(reporting(isZeek ? TrackerConfig.zeek() : TrackerConfig.defaults()));
        playTheWorst(tracker, Endpoint.client6(1));
        playTheWorst(tracker, Endpoint.client6(2));
        assertThat(bytesOfAFlow(tracker)).isBetween(2_400L, (long) FlowMemory.TCP_FLOW_BYTES);
    }

    @Test
    void noOtherFlowTakesMoreThanItIsCountedWith() {
        FlowTracker<FiveTuple, @Nullable Void> tracker = FlowTracker.of(
                FiveTupleExtractor.bidirectional().withVlanIds().verifyingChecksums(), reporting(TrackerConfig.zeek()));
        for (int i = 0; i < 200; i++) {
            for (int client = 0; client < 2; client++) {
                datagram(tracker, Endpoint.client6(client), SERVER, i);
                datagram(tracker, SERVER, Endpoint.client6(client), i);
            }
        }
        assertThat(bytesOfAFlow(tracker)).isBetween(250L, (long) FlowMemory.OTHER_FLOW_BYTES);
    }

    /** Just above three quarters of a power of two: the largest array of the table has just grown. */
    @Test
    void flowsAndTheirTableTakeNoMoreThanIsCounted() {
        FlowTracker<FiveTuple, @Nullable Void> tracker =
                tracker(TrackerConfig.builder().initialCapacity(1).build());
        FlowMemory counted = new FlowMemory(1);
        for (int i = 0; i < (3 << 10) + 1; i++) {
            tracker.track(
                    Frames.udp(Endpoint.client6(i), SERVER).vlan(1).build().view(), DEAF);
            counted.began(Transport.UDP);
        }
        long taken = GraphLayout.parseInstance(tracker).totalSize();
        assertThat(taken).isLessThan(counted.bytes(0) + TRACKER_BYTES);
    }

    @Test
    void aBudgetHoldsWhateverFlowsThereAre() {
        TrackerConfig config = TrackerConfig.builder()
                .memoryBudget(MemoryBudget.ofBytes(MemoryBudget.LEAST_BYTES))
                .build();
        FlowTracker<FiveTuple, @Nullable Void> tracker = tracker(config);
        for (int i = 0; i < 10_000; i++) {
            tracker.track(
                    Frames.udp(Endpoint.client6(i), SERVER).vlan(1).build().view(), DEAF);
        }
        assertThat(tracker.flowCount()).isBetween(900, 1_000);
        for (int i = 0; i < 1_000; i++) {
            playTheWorst(tracker, Endpoint.client6(i));
        }
        assertThat(tracker.flowCount()).isBetween(180, 300);
        assertThat(GraphLayout.parseInstance(tracker).totalSize()).isLessThan(MemoryBudget.LEAST_BYTES + TRACKER_BYTES);
        TrackerStats stats = tracker.stats();
        assertThat(stats.emergency().entered()).isEqualTo(1);
        assertThat(stats.flowsStarted()).isEqualTo(stats.flowsEndedTotal() + stats.flowsLive());
    }

    @Test
    void stateOfTheUsersOwnCounts() {
        TrackerConfig config = TrackerConfig.builder()
                .memoryBudget(new MemoryBudget(MemoryBudget.LEAST_BYTES, 1 << 18))
                .build();
        FlowTracker<FiveTuple, @Nullable Void> tracker = tracker(config);
        for (int i = 0; i < 10; i++) {
            tracker.track(Frames.udp(Endpoint.client6(i), SERVER).build().view(), DEAF);
        }
        assertThat(tracker.flowCount()).isEqualTo(3);
    }

    @Test
    void oneFlowIsKeptEvenIfItIsTooLarge() {
        TrackerConfig config = TrackerConfig.builder()
                .memoryBudget(new MemoryBudget(MemoryBudget.LEAST_BYTES, Integer.MAX_VALUE))
                .build();
        FlowTracker<FiveTuple, @Nullable Void> tracker = tracker(config);
        for (int i = 0; i < 10; i++) {
            tracker.track(Frames.udp(Endpoint.client6(i), SERVER).build().view(), DEAF);
            assertThat(tracker.flowCount()).isEqualTo(1);
        }
    }
}
