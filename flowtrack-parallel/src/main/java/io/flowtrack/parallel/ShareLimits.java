package io.flowtrack.parallel;

import io.flowtrack.api.MemoryBudget;
import io.flowtrack.api.TrackerConfig;

/** The limits of all shards together, shared out among them. */
final class ShareLimits {
    private ShareLimits() {}

    /** What is for one of that many shards. */
    static TrackerConfig of(TrackerConfig config, int shardCount) {
        TrackerConfig.Builder share = config.toBuilder()
                .maxFlows(ceilDiv(config.maxFlows(), shardCount))
                .initialCapacity(ceilDiv(config.initialCapacity(), shardCount));
        config.memoryBudget()
                .map(all -> MemoryBudget.ofBytes(all.bytes() / shardCount))
                .ifPresent(share::memoryBudget);
        return share.build();
    }

    private static int ceilDiv(int all, int shareCount) {
        return (all + shareCount - 1) / shareCount;
    }
}
