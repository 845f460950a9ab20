package io.flowtrack.core;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.table.FlowTable;
import org.jspecify.annotations.Nullable;

/**
 * Tracks batches of packets. In a table that the processor's caches do not hold, each packet waits for memory several
 * times, one wait after another: for its slot, its entry, its connection. Here the packets of a batch wait together:
 *
 * <pre>
 *   1. extract and hash every packet      2. touch every slot      3. touch every entry and its neighbours in age
 *   4. touch its connection and sides     5. track packet by packet, from warm memory
 * </pre>
 *
 * <p>To touch is to read and forget. Nothing is changed before the last step, which does what it would have done
 * without the others; so results cannot differ, and it does not matter if an entry has gone by then.
 */
final class LookAhead<K, S extends @Nullable Object> {
    /** How many packets wait together; a processor has no more than a dozen or two of reads under way. */
    private static final int DEPTH = 32;

    /** A smaller table is in the caches for the most part, and looking ahead costs more than it gains. */
    private static final int FEW_FLOWS = 8_192;

    private final FlowExtractor<K> extractor;
    private final FlowTable<TrackedFlow<K, S>> table;
    private final PacketLoop<K, S> loop;
    private final Arrival[] arrivals = new Arrival[DEPTH];
    private final boolean[] arePlain = new boolean[DEPTH];
    private final int[] numbers = new int[DEPTH];

    /** Keeps the compiler from leaving out reads that nothing is done with. */
    @SuppressWarnings("unused")
    private int forgotten;

    LookAhead(
            FlowExtractor<K> extractor,
            FlowTable<TrackedFlow<K, S>> table,
            PacketLoop<K, S> loop,
            TrackerConfig config) {
        this.extractor = extractor;
        this.table = table;
        this.loop = loop;
        for (int i = 0; i < DEPTH; i++) {
            arrivals[i] = new Arrival();
        }
        reconfigure(config);
    }

    void reconfigure(TrackerConfig config) {
        for (Arrival arrival : arrivals) {
            Fragments.announce(config, arrival.facts());
        }
    }

    void track(PacketBatch batch, FlowListener<K, S> listener) {
        if (table.size() < FEW_FLOWS) {
            for (int i = 0; i < batch.size(); i++) {
                loop.track(batch.get(i), listener);
            }
            return;
        }
        for (int from = 0; from < batch.size(); from += DEPTH) {
            int count = Math.min(DEPTH, batch.size() - from);
            extract(batch, from, count);
            touch(count);
            for (int i = 0; i < count; i++) {
                if (arePlain[i]) {
                    loop.trackPlain(arrivals[i], numbers[i], listener);
                } else {
                    loop.track(batch.get(from + i), listener);
                }
            }
        }
    }

    private void extract(PacketBatch batch, int from, int count) {
        for (int i = 0; i < count; i++) {
            PacketView packet = batch.get(from + i);
            arePlain[i] = packet.fragmentCount() == 0 && isPlain(packet, arrivals[i]);
            arrivals[i].hash(table.hash(arrivals[i].facts().identity()));
        }
    }

    /** Whether the extractor is not asked about this packet again: it may be asked only about the last one that it saw. */
    private boolean isPlain(PacketView packet, Arrival arrival) {
        if (extractor.extractPlain(packet, arrival.facts())) {
            arrival.at(packet);
            return true;
        }
        Extraction found = arrival.of(packet).facts();
        return extractor.extract(packet, found)
                && !found.hasTunnels()
                && !found.transport().isIcmp();
    }

    private void touch(int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += table.touchSlot(arrivals[i].hash());
        }
        for (int i = 0; i < count; i++) {
            numbers[i] = table.numberOf(arrivals[i].hash());
            sum += table.touchPlace(numbers[i]);
        }
        for (int i = 0; i < count; i++) {
            sum += table.touchNeighbours(numbers[i]);
            TrackedFlow<K, S> flow = table.peek(numbers[i]);
            sum += flow == null ? 0 : flow.touch();
        }
        for (int i = 0; i < count; i++) {
            TrackedFlow<K, S> flow = table.peek(numbers[i]);
            sum += flow == null ? 0 : flow.touchParts();
        }
        forgotten = sum;
    }
}
