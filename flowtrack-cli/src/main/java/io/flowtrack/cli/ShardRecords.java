package io.flowtrack.cli;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.parallel.ShardListener;
import io.flowtrack.parallel.ShardProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What one shard has to say, collected for each batch of packets and passed on to whoever puts it in order. */
final class ShardRecords<K> implements ShardListener<K, @Nullable LateNumber> {
    /** What came of a batch: up to that time all is told but what comes at that very time. */
    record Piece(long nowNanos, List<LateNumber> begun, List<ToldRecord> records) {}

    /** After that many batches of which there is nothing to say but the time, that is said. */
    private static final int MOST_QUIET_BATCHES = 64;

    private final ShardProgress shard;
    private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
    private @Nullable LateNumber beginning;
    private boolean countsFeatures;
    private int quietBatches;
    private List<LateNumber> begun = new ArrayList<>();
    private List<ToldRecord> records = new ArrayList<>();

    ShardRecords(ShardProgress shard) {
        this.shard = shard;
    }

    /** What can be put in order, one piece after another; for another thread. */
    Queue<Piece> pieces() {
        return pieces;
    }

    /** The packet that begins a flow is told of next. */
    @Override
    public void onStarted(Flow<K, @Nullable LateNumber> flow) {
        beginning = flow.userState();
        countsFeatures = beginning != null && beginning.features() != null;
    }

    @Override
    public void onPacket(Flow<K, @Nullable LateNumber> flow, FlowPacket packet) {
        LateNumber number = beginning;
        if (number != null) {
            number.begin(shard.packetNumber(packet), shard.nowNanos());
            begun.add(number);
            beginning = null;
        }
        if (countsFeatures) {
            RecordState.count(flow, packet);
        }
    }

    @Override
    public void onInterim(Flow<K, @Nullable LateNumber> flow) {
        records.add(ToldRecord.ofReported(shard.nowNanos(), flow));
    }

    @Override
    public void onEnded(Flow<K, @Nullable LateNumber> flow, EndReason reason) {
        records.add(ToldRecord.ofEnded(shard.nowNanos(), flow, reason));
    }

    @Override
    public void onBatchEnd() {
        if (begun.isEmpty() && records.isEmpty() && ++quietBatches < MOST_QUIET_BATCHES) {
            return; // batches may be as small as a packet
        }
        quietBatches = 0;
        records.sort(ToldRecord.ORDER); // so that there is only merging left to do
        pieces.add(new Piece(shard.nowNanos(), begun, records));
        begun = new ArrayList<>(0);
        records = new ArrayList<>(0);
    }
}
