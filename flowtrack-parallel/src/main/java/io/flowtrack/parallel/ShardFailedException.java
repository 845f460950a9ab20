package io.flowtrack.parallel;

/**
 * A listener, an extractor or a user's initialiser threw in the thread of a shard. What it threw is the cause. That shard has
 * stopped tracking: what was told is not complete.
 */
public final class ShardFailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ShardFailedException(Throwable cause) {
        super("a shard failed: " + cause, cause);
    }
}
