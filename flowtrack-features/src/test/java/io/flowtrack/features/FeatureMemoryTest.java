package io.flowtrack.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jol.info.GraphLayout;

/** A flow's features have a fixed size, and packets allocate nothing. */
class FeatureMemoryTest {
    private static final int FLOWS = 200;
    private static final int ROUNDS = 100;
    /** What asking for the figure may itself take. */
    private static final long MEASURE_BYTES = 4_096;

    @BeforeAll
    static void measureWithoutAnAgent() {
        System.setProperty("jol.skipHotspotSAAttach", "true");
        System.setProperty("jol.skipDynamicAttach", "true");
    }

    @ParameterizedTest
    @CsvSource({"cic, 1000", "cic-legacy, 1000", "nfstream, 1120"})
    void aFlowTakesAFixedNumberOfBytes(String name, long bytes) {
        FeatureSet set = FeatureSet.named(name).orElseThrow();
        FlowTracker<FiveTuple, FlowFeatures> tracker = tracker(set);
        List<PacketView> packets = packets(1, 300);
        tracker.track(packets.get(0), FeatureListener.before(new FlowListener<>() {}));
        FlowFeatures features = tracker.flows().iterator().next().userState();
        long atFirst = size(features);
        play(packets, tracker);
        assertThat(size(features)).isEqualTo(atFirst).isLessThanOrEqualTo(bytes);
        System.out.println("features " + name + ": " + atFirst + " bytes per flow");
    }

    private static long size(FlowFeatures features) {
        return GraphLayout.parseInstance(features)
                .subtract(GraphLayout.parseInstance((Object[]) SizeAccounting.values()))
                .subtract(GraphLayout.parseInstance((Object[]) io.flowtrack.api.Orientation.values()))
                .totalSize();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cic", "cic-legacy", "nfstream"})
    void packetsAllocateNothing(String name) {
        FlowTracker<FiveTuple, FlowFeatures> tracker =
                tracker(FeatureSet.named(name).orElseThrow());
        List<PacketView> packets = packets(FLOWS, 10);
        play(packets, tracker);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        play(packets, tracker);
        long before = threads.getCurrentThreadAllocatedBytes();
        play(packets, tracker);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated)
                .as("bytes for %d packets", packets.size() * ROUNDS)
                .isLessThan(MEASURE_BYTES);
        assertThat(tracker.flowCount()).isEqualTo(FLOWS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cic", "cic-legacy", "nfstream"})
    void featuresSurviveSerialisation(String name) throws IOException, ClassNotFoundException {
        FlowTracker<FiveTuple, FlowFeatures> tracker =
                tracker(FeatureSet.named(name).orElseThrow());
        play(packets(1, 10), tracker);
        var flow = tracker.flows().iterator().next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(flow.userState());
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            FlowFeatures copy = (FlowFeatures) in.readObject();
            assertThat(copy.values(flow)).isEqualTo(flow.userState().values(flow));
        }
    }

    private static FlowTracker<FiveTuple, FlowFeatures> tracker(FeatureSet set) {
        return FlowTracker.of(FiveTupleExtractor.bidirectional(), TrackerConfig.defaults(), key -> set.begin());
    }

    /** Of as many flows in turn. */
    private static List<PacketView> packets(int flows, int each) {
        List<PacketView> packets = new ArrayList<>();
        for (int i = 0; i < flows * each; i++) {
            Endpoint client = Endpoint.client(1 + i % flows);
            Endpoint server = Endpoint.server(1, 80);
            boolean isRequest = i / flows % 3 != 0;
            packets.add(Frames.tcp(isRequest ? client : server, isRequest ? server : client)
                    .flags(0xF8)
                    .timestamps(1, 1)
                    .payload(i % 700)
                    .at(Frames.START_NANOS + i * 10_000_000L)
                    .build()
                    .view());
        }
        return packets;
    }

    private static void play(List<PacketView> packets, FlowTracker<FiveTuple, FlowFeatures> tracker) {
        FlowListener<FiveTuple, FlowFeatures> listener = FeatureListener.before(new FlowListener<>() {});
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < packets.size(); i++) {
                tracker.track(packets.get(i), listener);
            }
        }
    }
}
