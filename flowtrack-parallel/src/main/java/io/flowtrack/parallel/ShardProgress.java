package io.flowtrack.parallel;

import io.flowtrack.api.FlowPacket;

/** How far a shard has come. To be asked only by the listener of that shard, while it is called. */
public sealed interface ShardProgress permits Shard, ReplayShard {
    /** The shard's number, from 0. */
    int index();

    /**
     * The present time in packet time, that of all shards' packets up to the one at hand: nanoseconds since
     * 1970-01-01T00:00Z; {@link Long#MIN_VALUE} before the first packet. It never runs backwards.
     */
    long nowNanos();

    /**
     * The number of a packet that {@link io.flowtrack.api.FlowListener#onPacket} is just told of, from 1: how many had been
     * given to the {@link ShardedFlowTracker}, or to the {@link ReplayShard}, by then, with this one. Of a datagram that came in fragments, that of the one
     * which completed it.
     */
    long packetNumber(FlowPacket packet);
}
