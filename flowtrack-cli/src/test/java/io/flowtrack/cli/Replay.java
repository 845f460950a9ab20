package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.pcap.CaptureFile;
import io.flowtrack.pcap.DamagedCaptureException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Plays a capture to a tracker, damaged or not. */
final class Replay {
    private Replay() {}

    /** What the tracker counted, all flows ended. */
    static TrackerStats play(Path file, TrackerConfig config, FlowListener<FiveTuple, @Nullable Void> listener)
            throws IOException {
        FlowTracker<FiveTuple, @Nullable Void> tracker = FlowTracker.of(FiveTupleExtractor.bidirectional(), config);
        try (CaptureFile capture = CaptureFile.open(file)) {
            PacketView packet = new PacketView();
            while (capture.next(packet)) {
                tracker.track(packet, listener);
            }
        } catch (DamagedCaptureException e) {
            assertThat(e).hasMessageStartingWith(file.toString());
        }
        tracker.flush(listener);
        return tracker.stats();
    }
}
