package io.flowtrack.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.HostPairExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No value is NaN or infinite, whatever the packets. */
class FiniteValuesTest {
    private static final long SEED = 424_242;
    private static final int SCENES = 12;

    @ParameterizedTest
    @ValueSource(strings = {"cic", "cic-legacy", "nfstream"})
    void ofRandomTraffic(String name) {
        FeatureSet set = FeatureSet.named(name).orElseThrow();
        int flows = 0;
        for (int scene = 0; scene < SCENES; scene++) {
            List<Frame> capture = Traffic.random(SEED + scene, 150)
                    .unsteadyClock()
                    .spread(scene % 2 == 0 ? Duration.ofSeconds(10) : Duration.ofHours(3))
                    .capture();
            List<Map<String, Object>> rows = Rows.of(set, capture);
            rows.forEach(row -> assertFinite(row, "seed " + SEED));
            flows += rows.size();
        }
        assertThat(flows).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cic", "cic-legacy", "nfstream"})
    void ofTimesFromAllOfTime(String name) {
        FeatureSet set = FeatureSet.named(name).orElseThrow();
        Random random = new Random(SEED);
        TrackerConfig config =
                TrackerConfig.builder().udpIdleTimeout(Duration.ofDays(100_000)).build();
        for (int flow = 0; flow < 300; flow++) {
            Frame[] frames = new Frame[1 + random.nextInt(6)];
            for (int i = 0; i < frames.length; i++) {
                long nanos = random.nextInt(3) == 0 ? random.nextInt(3) : random.nextLong();
                frames[i] = Frames.udp(
                                random.nextBoolean() ? Endpoint.client(1) : Endpoint.client(2), Endpoint.server(1, 53))
                        .payload(random.nextInt(3))
                        .at(nanos)
                        .build();
            }
            Rows.of(set, List.of(frames), config).forEach(row -> assertFinite(row, "seed " + SEED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cic", "cic-legacy", "nfstream"})
    void ofOtherKeys(String name) {
        FeatureSet set = FeatureSet.named(name).orElseThrow();
        FlowTracker<HostPair, FlowFeatures> tracker =
                FlowTracker.of(HostPairExtractor.create(), TrackerConfig.defaults(), key -> set.begin());
        int[] ended = new int[1];
        FlowListener<HostPair, FlowFeatures> listener = FeatureListener.before(new FlowListener<>() {
            @Override
            public void onEnded(Flow<HostPair, FlowFeatures> flow, EndReason reason) {
                List<Object> values = flow.userState().values(flow);
                values.forEach(value -> assertThat(isFinite(value)).isTrue());
                assertThat(values)
                        .contains(flow.key().a().toString(), flow.key().b().toString());
                assertThat(flow.userState().values(flow.snapshot(reason))).isEqualTo(values);
                ended[0]++;
            }
        });
        PacketView view = new PacketView();
        for (Frame frame : Traffic.random(SEED, 100).capture()) {
            tracker.track(frame.wrapInto(view), listener);
        }
        tracker.flush(listener);
        assertThat(ended[0]).isPositive();
    }

    private static void assertFinite(Map<String, Object> row, String what) {
        row.forEach((column, value) -> assertThat(isFinite(value))
                .as("%s of %s, %s", column, row, what)
                .isTrue());
    }

    private static boolean isFinite(Object value) {
        return !(value instanceof Double number) || Double.isFinite(number);
    }
}
