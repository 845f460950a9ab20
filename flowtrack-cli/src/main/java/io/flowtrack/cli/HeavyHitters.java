package io.flowtrack.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which keys most bytes belong to, in bounded memory: exact as long as there are no more keys than there is room for. Then
 * half of them, those with the least, are forgotten, and what the largest of these had is taken from the merit of all others
 * (Anderson et al., A High-Performance Algorithm for Identifying Frequent Items in Data Streams, 2017). So a key that is shown
 * lacks at most {@link #errorBytes}, and each key with more bytes than that is shown. The error is at most twice all bytes
 * divided by the capacity.
 */
final class HeavyHitters<K extends Comparable<K>> {
    private final int capacity;
    private final Map<K, Entry<K>> entries = new HashMap<>();
    private long errorBytes;

    /** What is known of a key since it is kept. */
    static final class Entry<K> {
        private final K key;
        private final Tally tally = new Tally();
        private long merit;

        private Entry(K key) {
            this.key = key;
        }

        K key() {
            return key;
        }

        Tally tally() {
            return tally;
        }
    }

    /** With room for so many keys, from 2. */
    HeavyHitters(int capacity) {
        this.capacity = capacity;
    }

    /** Counts one flow of a key. */
    void add(K key, long packets, long wireBytes) {
        Entry<K> entry = entries.get(key);
        if (entry == null) {
            if (entries.size() >= capacity) {
                forgetHalf();
            }
            entry = new Entry<>(key);
            entries.put(key, entry);
        }
        entry.tally.add(packets, wireBytes);
        entry.merit += wireBytes;
    }

    private void forgetHalf() {
        long[] merits =
                entries.values().stream().mapToLong(entry -> entry.merit).toArray();
        Arrays.sort(merits);
        long median = merits[merits.length / 2];
        entries.values().removeIf(entry -> entry.merit <= median);
        entries.values().forEach(entry -> entry.merit -= median);
        errorBytes += median;
    }

    /** How many bytes a key may have beyond those shown; 0 if all is exact. */
    long errorBytes() {
        return errorBytes;
    }

    /** The keys with the most bytes, those of as many in their own order. */
    List<Entry<K>> top(int count) {
        List<Entry<K>> all = new ArrayList<>(entries.values());
        all.sort(Comparator.comparing((Entry<K> entry) -> entry.tally.wireBytes())
                .reversed()
                .thenComparing(Entry::key));
        return all.subList(0, Math.min(count, all.size()));
    }
}
