package io.flowtrack.core.table;

import io.flowtrack.api.FlowIdentity;
import io.flowtrack.core.jfr.GrowthWatch;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Entries by identity, each in one of a few lists ordered from the longest untouched to the latest touched.
 *
 * <pre>
 *   identity ─hash─▶ SlotIndex ─number─▶ nodes[number]      the entry object
 *                                   └──▶ AgeLists           its neighbours in age
 * </pre>
 *
 * <p>One list per timeout makes both expiry and eviction look only at old ends: the head of a list is the first of it to
 * expire, and the smallest {@link FlowNode#turn} among the heads is the least recently touched entry of all.
 *
 * @param <N> the entries
 */
public final class FlowTable<N extends FlowNode> implements Iterable<N> {
    private final IdentityHash hash;
    private final SlotIndex index;
    private final AgeLists lists;
    private final FreeNumbers numbers = new FreeNumbers();
    private @Nullable FlowNode[] nodes;
    private final FlowIdentity removed = new FlowIdentity();
    private int size;
    private long turn;

    /**
     * An empty table.
     *
     * @param listCount how many lists there are, at most 127
     * @param initialCapacity entries there is room for before anything grows, from 1
     * @param keys where the hash takes its keys from
     */
    public FlowTable(int listCount, int initialCapacity, RandomGenerator keys) {
        hash = new IdentityHash(keys);
        index = new SlotIndex(initialCapacity);
        lists = new AgeLists(listCount, initialCapacity);
        nodes = new FlowNode[initialCapacity + 1];
    }

    /** How many entries there are. */
    public int size() {
        return size;
    }

    /** The hash that an entry of that identity is found by. */
    public int hash(FlowIdentity identity) {
        return hash.hash(identity);
    }

    /** Reads the slot where the search for that hash begins. */
    public int touchSlot(int wanted) {
        return (int) index.at(index.home(wanted));
    }

    /** The number of the first entry with that hash, 0 if there is none. */
    public int numberOf(int wanted) {
        int slot = index.home(wanted);
        long content = index.at(slot);
        while (content != 0 && SlotIndex.hashOf(content) != wanted) {
            slot = index.next(slot);
            content = index.at(slot);
        }
        return SlotIndex.numberOf(content);
    }

    /** Reads where the entry of that number is, and where its neighbours in age are. */
    public int touchPlace(int number) {
        FlowNode node = nodes[number];
        return lists.older(number) + (node == null ? 1 : 0);
    }

    /** Reads what is written to when the entry of that number becomes the newest. */
    public int touchNeighbours(int number) {
        return lists.newer(lists.older(number)) + lists.older(lists.newer(number));
    }

    /** The entry of that number, null if there is none. */
    public @Nullable N peek(int number) {
        FlowNode node = nodes[number];
        return node == null ? null : cast(node);
    }

    /** The entry of that identity, or null. */
    public @Nullable N find(FlowIdentity identity) {
        return find(identity, hash(identity));
    }

    /** The entry of an identity whose {@link #hash} is known, or null. */
    public @Nullable N find(FlowIdentity identity, int wanted) {
        long near = index.near(wanted);
        if (SlotIndex.hashOf(near) == wanted) {
            FlowNode node = nodes[SlotIndex.numberOf(near)];
            if (node != null && node.is(identity)) {
                return cast(node);
            }
        }
        return search(identity, wanted);
    }

    private @Nullable N search(FlowIdentity identity, int wanted) {
        int slot = index.home(wanted);
        for (long content = index.at(slot); content != 0; content = index.at(slot)) {
            if (SlotIndex.hashOf(content) == wanted) {
                FlowNode node = nodes[SlotIndex.numberOf(content)];
                if (node != null && node.is(identity)) {
                    return cast(node);
                }
            }
            slot = index.next(slot);
        }
        return null;
    }

    /** The same, where the entry is likely to be the one of that {@link #numberOf number}: then its slot is not looked for again. */
    public @Nullable N find(FlowIdentity identity, int wanted, int likelyNumber) {
        FlowNode node = nodes[likelyNumber];
        return node != null && node.is(identity) ? cast(node) : find(identity, wanted);
    }

    /** Puts in an entry whose identity, of that {@link #hash}, is not there yet, as the newest of a list. */
    public void insert(N node, FlowIdentity identity, int itsHash, int list, long nowNanos) {
        node.identify(identity);
        node.number = numbers.take();
        if (node.number >= nodes.length) {
            grow();
        }
        nodes[node.number] = node;
        index.insert(itsHash, node.number);
        append(node, list, nowNanos);
        size++;
    }

    private void grow() {
        int room = nodes.length - 1;
        int capacity = room + room / 2 + 1;
        GrowthWatch growth = GrowthWatch.entries(room, capacity);
        nodes = Arrays.copyOf(nodes, capacity + 1);
        lists.grow(capacity);
        growth.end();
    }

    /** Makes an entry the newest of its list. */
    public void touch(N node, long nowNanos) {
        lists.renew(node.list, node.number);
        node.touchedNanos = nowNanos;
        node.turn = turn++;
    }

    /** Makes an entry the newest of another list. */
    public void move(N node, int list, long nowNanos) {
        lists.remove(node.list, node.number);
        append(node, list, nowNanos);
    }

    private void append(N node, int list, long nowNanos) {
        lists.append(list, node.number);
        node.list = (byte) list;
        node.touchedNanos = nowNanos;
        node.turn = turn++;
    }

    /** Takes an entry out. */
    public void remove(N node) {
        index.remove(hashOf(node), node.number);
        drop(node);
    }

    private int hashOf(FlowNode node) {
        node.copyIdentity(removed);
        return hash.hash(removed);
    }

    /**
     * Takes an entry out of a table that is emptied, and leaves its slot in the index to {@link #reindex}: to go to all slots,
     * one by one, would wait for memory at each. Until then the table may be read.
     */
    public void drop(N node) {
        lists.remove(node.list, node.number);
        nodes[node.number] = null;
        numbers.giveBack(node.number);
        node.number = 0;
        size--;
    }

    /** Makes the index that of the entries that are left. */
    public void reindex() {
        index.clear();
        for (FlowNode node : this) {
            index.insert(hashOf(node), node.number);
        }
    }

    /** The entry of a list that was not touched for the longest time, or null if the list is empty. */
    public @Nullable N oldest(int list) {
        int number = lists.oldest(list);
        return number == 0 ? null : cast(node(number));
    }

    /**
     * The numbers of the entries of a list that were not touched for the longest time, the oldest first.
     *
     * @param into filled from the front
     * @return how many there are, as many as there is room for at most
     */
    public int oldest(int list, int[] into) {
        int count = 0;
        for (int number = lists.oldest(list); number != 0 && count < into.length; number = lists.newer(number)) {
            into[count] = number;
            count++;
        }
        return count;
    }

    private FlowNode node(int number) {
        FlowNode node = nodes[number];
        if (node == null) {
            throw new AssertionError("no entry has number " + number);
        }
        return node;
    }

    @SuppressWarnings("unchecked") // only entries of type N are put in
    private N cast(FlowNode node) {
        return (N) node;
    }

    /** All entries, in no promised order; the table must not change meanwhile. */
    @Override
    public Iterator<N> iterator() {
        return new Iterator<>() {
            private int number = following(0);

            @Override
            public boolean hasNext() {
                return number < nodes.length;
            }

            @Override
            public N next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                N node = cast(node(number));
                number = following(number);
                return node;
            }
        };
    }

    private int following(int number) {
        int following = number + 1;
        while (following < nodes.length && nodes[following] == null) {
            following++;
        }
        return following;
    }
}
