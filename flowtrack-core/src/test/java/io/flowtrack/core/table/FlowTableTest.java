package io.flowtrack.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FlowIdentity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTableTest {
    private static final int LISTS = 3;
    /** Keys that leave identities whose first word is 0 with one and the same hash. */
    private static final RandomGenerator NO_KEYS = () -> 0L;

    private static final class Node extends FlowNode {
        private final int name;

        Node(int name) {
            this.name = name;
        }
    }

    /** The same as plain as can be: a map of all entries, and a map in order of touch for each list. */
    private static final class Reference {
        final Map<Integer, Node> nodes = new HashMap<>();
        final List<LinkedHashMap<Integer, Node>> lists = new ArrayList<>();

        Reference() {
            for (int i = 0; i < LISTS; i++) {
                lists.add(new LinkedHashMap<>());
            }
        }

        void touch(Node node, int list) {
            lists.forEach(map -> map.remove(node.name));
            lists.get(list).put(node.name, node);
            nodes.put(node.name, node);
        }

        void remove(Node node) {
            lists.forEach(map -> map.remove(node.name));
            nodes.remove(node.name);
        }
    }

    /** Names with two, five or six words; some differ in the last word only. */
    private static FlowIdentity identity(int name) {
        FlowIdentity identity = new FlowIdentity().set(0, name >> 2);
        switch (name & 3) {
            case 0 -> {}
            case 1 -> identity.append(1);
            case 2 -> identity.append(1).append(2).append(3);
            default -> identity.append(1).append(2).append(4);
        }
        return identity;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void agreesWithAPlainReferenceOverRandomOperations(long seed) {
        run(new FlowTable<>(LISTS, 1, new SplittableRandom(seed)), seed, 1_000_000, 2_000);
    }

    @Test
    void agreesWithAPlainReferenceWhenAllHashesCollide() {
        run(new FlowTable<>(LISTS, 4, NO_KEYS), 5, 200_000, 60);
    }

    private static void run(FlowTable<Node> table, long seed, int operations, int names) {
        Random random = new Random(seed);
        Reference reference = new Reference();
        for (int i = 0; i < operations; i++) {
            int name = random.nextInt(names);
            int list = random.nextInt(LISTS);
            Node node = table.find(identity(name));
            assertThat(node).as("seed %d, operation %d", seed, i).isSameAs(reference.nodes.get(name));
            if (node == null) {
                node = new Node(name);
                table.insert(node, identity(name), table.hash(identity(name)), list, i);
                reference.touch(node, list);
            } else {
                change(table, reference, node, list, i, random.nextInt(4));
            }
            checkHeads(table, reference);
        }
        checkAll(table, reference);
    }

    private static void change(
            FlowTable<Node> table, Reference reference, Node node, int list, int now, int operation) {
        switch (operation) {
            case 0 -> {
                table.touch(node, now);
                reference.touch(node, node.list());
            }
            case 1 -> {
                table.move(node, list, now);
                reference.touch(node, list);
            }
            default -> {
                table.remove(node);
                reference.remove(node);
                assertThat(node.isInTable()).isFalse();
            }
        }
    }

    private static void checkHeads(FlowTable<Node> table, Reference reference) {
        assertThat(table.size()).isEqualTo(reference.nodes.size());
        for (int list = 0; list < LISTS; list++) {
            Node oldest =
                    reference.lists.get(list).values().stream().findFirst().orElse(null);
            assertThat(table.oldest(list)).isSameAs(oldest);
        }
    }

    private static void checkAll(FlowTable<Node> table, Reference reference) {
        assertThat(table).containsExactlyInAnyOrderElementsOf(reference.nodes.values());
        for (int list = 0; list < LISTS; list++) {
            List<Node> inOrder = new ArrayList<>();
            for (Node node = table.oldest(list); node != null; node = table.oldest(list)) {
                inOrder.add(node);
                table.remove(node);
            }
            assertThat(inOrder)
                    .containsExactlyElementsOf(reference.lists.get(list).values());
        }
        assertThat(table.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 299, 300})
    void findsWhatIsLeftOfATableThatIsEmptied(int left) {
        int most = 300;
        FlowTable<Node> table = new FlowTable<>(LISTS, 1, new SplittableRandom(left));
        for (int name = 0; name < most; name++) {
            table.insert(new Node(name), identity(name), table.hash(identity(name)), 0, name);
        }
        for (Node node = table.oldest(0); node != null && table.size() > left; node = table.oldest(0)) {
            table.drop(node);
            assertThat(node.isInTable()).isFalse();
            assertThat(table.find(identity(node.name))).isNull();
        }
        checkThatTheRestIsFound(table, most, left);
        table.reindex();
        checkThatTheRestIsFound(table, most, left);
        for (int name = 0; name < most - left; name++) {
            Node node = new Node(name);
            table.insert(node, identity(name), table.hash(identity(name)), 1, name);
            assertThat(node.number).isLessThanOrEqualTo(most);
        }
        checkThatTheRestIsFound(table, most, most);
    }

    private static void checkThatTheRestIsFound(FlowTable<Node> table, int most, int left) {
        assertThat(table.size()).isEqualTo(left);
        assertThat(table).hasSize(left);
        for (int name = most - left; name < most; name++) {
            assertThat(table.find(identity(name))).extracting(node -> node.name).isEqualTo(name);
        }
    }

    @Test
    void turnsOrderEntriesOfAllLists() {
        FlowTable<Node> table = new FlowTable<>(LISTS, 8, new SplittableRandom(1));
        Node first = new Node(0);
        Node second = new Node(4);
        table.insert(first, identity(0), table.hash(identity(0)), 0, 7);
        table.insert(second, identity(4), table.hash(identity(4)), 1, 7);
        assertThat(first.turn()).isLessThan(second.turn());
        table.touch(first, 7);
        assertThat(first.turn()).isGreaterThan(second.turn());
    }

    @Test
    void growsFromOneEntryToManyAndReusesNumbers() {
        FlowTable<Node> table = new FlowTable<>(LISTS, 1, new SplittableRandom(1));
        int most = 100_000;
        List<Node> nodes = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (int name = 0; name < most; name++) {
                Node node = new Node(name);
                nodes.add(node);
                table.insert(node, identity(name), table.hash(identity(name)), 0, name);
                assertThat(node.number).isLessThanOrEqualTo(most);
            }
            nodes.forEach(table::remove);
            nodes.clear();
        }
        assertThat(table).isEmpty();
    }
}
