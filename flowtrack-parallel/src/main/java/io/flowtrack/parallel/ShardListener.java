package io.flowtrack.parallel;

import io.flowtrack.api.FlowListener;
import org.jspecify.annotations.Nullable;

/**
 * A listener of one shard that also wants to hear how far the shard has come, for those who put the events of all shards
 * into one order.
 *
 * @param <K> the flows' key
 * @param <S> the user's own state of a flow
 */
public interface ShardListener<K, S extends @Nullable Object> extends FlowListener<K, S> {
    /** The shard has told all that came of a batch of packets; called after each. */
    default void onBatchEnd() {}
}
