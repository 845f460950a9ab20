package io.flowtrack.export;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.FlowTracker;
import io.flowtrack.pcap.CaptureFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Records of captures, all there are. */
final class Records {
    /** State that numbers its flow. */
    record Place(long flowNumber) implements FlowNumbered {}

    private Records() {}

    /** The recorded captures of this repository. */
    static List<Path> captures() throws IOException {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("testdata/captures"))) {
            folder = folder.getParent();
        }
        try (Stream<Path> files = Files.list(Objects.requireNonNull(folder).resolve("testdata/captures"))) {
            return files.filter(file -> file.toString().endsWith(".pcap"))
                    .sorted()
                    .toList();
        }
    }

    private static <K> FlowListener<K, Place> into(List<FlowRecord<?>> records) {
        return new FlowListener<>() {
            @Override
            public void onInterim(Flow<K, Place> flow) {
                records.add(flow.snapshot(EndReason.ACTIVE_TIMEOUT));
            }

            @Override
            public void onEnded(Flow<K, Place> flow, EndReason reason) {
                records.add(flow.snapshot(reason));
            }
        };
    }

    private static <K> FlowTracker<K, Place> tracker(FlowExtractor<K> extractor, TrackerConfig config) {
        AtomicLong count = new AtomicLong();
        return FlowTracker.of(extractor, config, key -> new Place(count.incrementAndGet()));
    }

    static <K> List<FlowRecord<?>> of(Path file, FlowExtractor<K> extractor, TrackerConfig config) throws IOException {
        List<FlowRecord<?>> records = new ArrayList<>();
        FlowListener<K, Place> listener = into(records);
        FlowTracker<K, Place> tracker = tracker(extractor, config);
        try (CaptureFile capture = CaptureFile.open(file)) {
            PacketView packet = new PacketView();
            while (capture.next(packet)) {
                tracker.track(packet, listener);
            }
        }
        tracker.flush(listener);
        return records;
    }

    static <K> List<FlowRecord<?>> of(Stream<PacketView> packets, FlowExtractor<K> extractor, TrackerConfig config) {
        List<FlowRecord<?>> records = new ArrayList<>();
        FlowListener<K, Place> listener = into(records);
        FlowTracker<K, Place> tracker = tracker(extractor, config);
        packets.forEach(packet -> tracker.track(packet, listener));
        tracker.flush(listener);
        return records;
    }
}
