package io.flowtrack.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Puts the records of all shards in one order, and numbers flows as they began. What a shard tells later, it tells at a
 * later time; so records are complete up to the time that all shards have reached, and only those behind it are held.
 */
final class ShardMerge {
    private static final class Shard {
        private final ShardRecords<?> source;
        private final ArrayDeque<LateNumber> begun = new ArrayDeque<>();
        private final ArrayDeque<ToldRecord> records = new ArrayDeque<>();
        private long nowNanos = Long.MIN_VALUE;

        Shard(ShardRecords<?> source) {
            this.source = source;
        }

        void poll() {
            for (ShardRecords.Piece piece = source.pieces().poll();
                    piece != null;
                    piece = source.pieces().poll()) {
                begun.addAll(piece.begun());
                records.addAll(piece.records());
                nowNanos = piece.nowNanos();
            }
        }
    }

    private final List<Shard> shards = new ArrayList<>();
    private long flowCount;

    /** A merge of what these shards tell. */
    ShardMerge(List<? extends ShardRecords<?>> sources) {
        sources.forEach(source -> shards.add(new Shard(source)));
    }

    /**
     * The records that nothing can come in front of any more, in order.
     *
     * @param isAll whether the shards have told all
     */
    List<ToldRecord> take(boolean isAll) {
        long end = Long.MAX_VALUE;
        for (Shard shard : shards) {
            shard.poll();
            end = Math.min(end, shard.nowNanos);
        }
        long before = isAll ? Long.MAX_VALUE : end;
        List<LateNumber> begun = take(shard -> shard.begun, LateNumber::startNanos, before);
        begun.sort(Comparator.comparingLong(LateNumber::packetNumber));
        begun.forEach(flow -> flow.number(++flowCount));
        List<ToldRecord> records = take(shard -> shard.records, ToldRecord::toldNanos, before);
        records.sort(ToldRecord.ORDER);
        return records;
    }

    private <T> List<T> take(Function<Shard, ArrayDeque<T>> from, ToLongFunction<T> time, long before) {
        List<T> taken = new ArrayList<>();
        for (Shard shard : shards) {
            ArrayDeque<T> queue = from.apply(shard);
            for (T head = queue.peek(); head != null && time.applyAsLong(head) < before; head = queue.peek()) {
                taken.add(queue.remove());
            }
        }
        return taken;
    }
}
