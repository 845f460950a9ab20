package io.flowtrack.parallel;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frames;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Datagrams of many flows, played to shards. */
final class Played {
    private Played() {}

    static ShardedFlowTracker<FiveTuple, @Nullable Void> tracker(
            Sharding sharding, Function<ShardProgress, FlowListener<FiveTuple, @Nullable Void>> listeners) {
        return ShardedFlowTracker.of(
                FiveTupleExtractor::bidirectional, TrackerConfig.defaults(), key -> null, sharding, listeners);
    }

    /** The packet of that number, which is of one of a thousand flows. */
    static PacketView packet(int number) {
        return Frames.udp(Endpoint.client(number % 1_000), Endpoint.server(1, 53))
                .payload(number % 50)
                .at(Frames.START_NANOS + number)
                .build()
                .view();
    }
}
