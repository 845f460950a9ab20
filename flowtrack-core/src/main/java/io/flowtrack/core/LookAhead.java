package io.flowtrack.core;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowShare;
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
    private final FlowShare share;
    private final FlowTable<TrackedFlow<K, S>> table;
    private final PacketLoop<K, S> loop;
    private final Arrival[] arrivals = new Arrival[DEPTH];
    private final boolean[] arePlain = new boolean[DEPTH];
    private final int[] numbers = new int[DEPTH];
    /** Where in the batch they are. */
    private final int[] places = new int[DEPTH];
    /** What time the packets of other shares before each make it at least. */
    private final long[] timesBefore = new long[DEPTH];

    private final boolean isShared;
    private int count;
    private long othersNanos;

    /** Keeps the compiler from leaving out reads that nothing is done with. */
    @SuppressWarnings("unused")
    private int forgotten;

    LookAhead(
            FlowExtractor<K> extractor,
            FlowShare share,
            FlowTable<TrackedFlow<K, S>> table,
            PacketLoop<K, S> loop,
            TrackerConfig config) {
        this.extractor = extractor;
        this.share = share;
        this.isShared = share.count() > 1;
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
            track(batch, 0, batch.size(), listener);
            return;
        }
        int from = 0;
        while (from < batch.size()) {
            int end = extract(batch, from);
            if (isShared && loop.isMoreDue(othersNanos)) {
                track(batch, from, end, listener);
            } else {
                touch();
                trackTouched(batch, from, end, listener);
            }
            from = end;
        }
    }

    private void track(PacketBatch batch, int from, int end, FlowListener<K, S> listener) {
        for (int i = from; i < end; i++) {
            loop.track(batch.get(i), listener);
        }
    }

    private void trackTouched(PacketBatch batch, int from, int end, FlowListener<K, S> listener) {
        long before = loop.packetCount() - from;
        for (int i = 0; i < count; i++) {
            if (isShared) {
                loop.passBy(before + places[i], timesBefore[i], listener);
            }
            if (arePlain[i]) {
                loop.trackPlain(arrivals[i], numbers[i], listener);
            } else {
                loop.track(batch.get(places[i]), listener);
            }
        }
        if (isShared) {
            loop.passBy(before + end, othersNanos, listener);
        }
    }

    /**
     * Extracts packets, until as many wait as can. Those of other shares only pass time; which they are, no processor can foresee,
     * and so their place is just used again.
     *
     * @return where the next one is
     */
    private int extract(PacketBatch batch, int from) {
        count = 0;
        othersNanos = loop.nowNanos();
        int i = from;
        while (i < batch.size() && count < DEPTH) {
            PacketView packet = batch.get(i);
            Arrival arrival = arrivals[count];
            arePlain[count] = packet.fragmentCount() == 0 && isPlain(packet, arrival);
            arrival.hash(table.hash(arrival.facts().identity()));
            places[count] = i;
            i++;
            if (isShared) {
                timesBefore[count] = othersNanos;
                boolean isOthers =
                        arePlain[count] && !share.holds(arrival.facts().identity());
                arePlain[count] &= !isOthers;
                isOthers &= !arrival.facts().isDefective();
                othersNanos = isOthers ? Math.max(othersNanos, packet.timestampNanos()) : othersNanos;
                count += isOthers ? 0 : 1;
            } else {
                count++;
            }
        }
        return i;
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

    private void touch() {
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
