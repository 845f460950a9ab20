package io.flowtrack.cli;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.EndedAt;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The TCP connections of a capture that nothing but another connection ends, as tshark has them. */
final class TcpRecords {
    private static final Duration FOREVER = Duration.ofDays(10_000);
    private static final TrackerConfig ENDLESS = TrackerConfig.builder()
            .tcpIdleTimeout(FOREVER)
            .closeLinger(FOREVER)
            .endedAt(EndedAt.LINGER_END)
            .maxFlows(1_000_000)
            .build();

    private TcpRecords() {}

    /** In the order they began. */
    static List<FlowRecord<FiveTuple>> of(Path capture) throws IOException {
        List<FlowRecord<FiveTuple>> records = new ArrayList<>();
        Replay.play(capture, ENDLESS, new FlowListener<>() {
            @Override
            public void onEnded(Flow<FiveTuple, @Nullable Void> flow, EndReason reason) {
                if (flow.transport() == Transport.TCP) {
                    records.add(flow.snapshot(reason));
                }
            }
        });
        records.sort(Comparator.comparingLong(FlowRecord::firstNanos));
        return records;
    }

    /** Address and port of the initiator. */
    static String initiator(FlowRecord<FiveTuple> connection) {
        return endpoint(connection, connection.initiatorOrientation());
    }

    /** Address and port of the responder. */
    static String responder(FlowRecord<FiveTuple> connection) {
        return endpoint(connection, connection.initiatorOrientation().opposite());
    }

    private static String endpoint(FlowRecord<FiveTuple> connection, Orientation orientation) {
        return connection.key().source(orientation) + " " + connection.key().sourcePort(orientation);
    }
}
