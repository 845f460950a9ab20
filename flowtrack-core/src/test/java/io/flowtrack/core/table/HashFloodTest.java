package io.flowtrack.core.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FlowIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Flows chosen to collide. Half full, linear probing with a perfect hash looks at 1.5 slots on average to find what is
 * there (Knuth, The Art of Computer Programming, volume 3, section 6.4).
 */
class HashFloodTest {
    private static final int COUNT = 1 << 15;
    private static final int SEEDS = 20;
    private static final double EXPECTED_PROBES = 1.5;
    private static final double TOLERANCE = 0.05;
    /** For a perfect hash the longest of all these runs exceeds it once in some thousand tests. */
    private static final int LONGEST_PROBE = 80;

    private static final long TCP = 6L << 48;

    /** What an attacker may try who does not know the keys: identities that differ in few places, or by some pattern. */
    private enum Pattern {
        SEQUENTIAL_ADDRESSES {
            @Override
            void write(int i, FlowIdentity identity) {
                identity.set(tcp(0x0A000000L + i, 80), tcp(0xC0A80001L, 50_000));
            }
        },
        SEQUENTIAL_PORTS {
            @Override
            void write(int i, FlowIdentity identity) {
                identity.set(tcp(0x0A000001L, 80), tcp(0xC0A80001L, i));
            }
        },
        ADDRESSES_BY_THEIR_HIGH_BITS {
            @Override
            void write(int i, FlowIdentity identity) {
                identity.set(tcp((long) i << 17, 80), tcp(0xC0A80001L, 50_000));
            }
        },
        BOTH_SIDES_THE_SAME {
            @Override
            void write(int i, FlowIdentity identity) {
                identity.set(tcp(i, 80), tcp(i, 80));
            }
        },
        BOTH_SIDES_AGAINST_EACH_OTHER {
            @Override
            void write(int i, FlowIdentity identity) {
                identity.set(tcp(i, 80), tcp(COUNT - (long) i, 80));
            }
        },
        MULTIPLES_OF_A_POWER_OF_TWO {
            @Override
            void write(int i, FlowIdentity identity) {
                identity.set((long) i << 48, (long) i << 48);
            }
        },
        PAIRS_THAT_DIFFER_IN_ONE_BIT {
            @Override
            void write(int i, FlowIdentity identity) {
                long pair = (long) i / 2;
                long base = tcp(pair * 0x9E37L, 80);
                long difference = (i & 1) == 0 ? 0 : 1L << (pair % Long.SIZE);
                identity.set(base ^ difference, tcp(pair, 443));
            }
        },
        ONE_BIT_HERE_AND_ONE_THERE {
            @Override
            void write(int i, FlowIdentity identity) {
                int digit = 32;
                long low = 1L << (i % digit);
                long high = 1L << (digit + i / digit % digit);
                identity.set(low | high, 1L << (i / digit / digit));
            }
        },
        ALL_BITS_OR_NONE {
            @Override
            void write(int i, FlowIdentity identity) {
                identity.set(i % 2 == 0 ? 0 : -1, i % 4 < 2 ? i : -1L - i);
            }
        },
        IPV6_BY_ITS_LAST_WORD {
            @Override
            void write(int i, FlowIdentity identity) {
                identity.set(6L << 32, 0x20010DB800000000L)
                        .append(1)
                        .append(0x20010DB800000001L)
                        .append(i);
            }
        },
        IPV6_WORDS_THAT_CANCEL_OUT {
            @Override
            void write(int i, FlowIdentity identity) {
                identity.set((6L << 32) | i, 0x20010DB800000000L)
                        .append(i)
                        .append(i)
                        .append(-i);
            }
        };

        /** Another identity for each number below {@link HashFloodTest#COUNT}. */
        abstract void write(int i, FlowIdentity identity);
    }

    /** Half an identity as that of an IPv4 five-tuple is made. */
    private static long tcp(long address, int port) {
        return TCP | ((address & 0xFFFF_FFFFL) << 16) | port;
    }

    private long probes;
    private int longestProbe;

    /** Puts all hashes in, with the table half full, and counts how many slots are looked at to find each. */
    private void fill(int[] hashes) {
        SlotIndex index = new SlotIndex(hashes.length);
        for (int i = 0; i < hashes.length; i++) {
            index.insert(hashes[i], i + 1);
        }
        probes = 0;
        longestProbe = 0;
        for (int i = 0; i < hashes.length; i++) {
            int length = 1;
            for (int slot = index.home(hashes[i]);
                    SlotIndex.numberOf(index.at(slot)) != i + 1;
                    slot = index.next(slot)) {
                length++;
            }
            probes += length;
            longestProbe = Math.max(longestProbe, length);
        }
    }

    private static int[] hashes(IdentityHash hash, Pattern pattern) {
        FlowIdentity identity = new FlowIdentity();
        int[] hashes = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            pattern.write(i, identity);
            hashes[i] = hash.hash(identity);
        }
        return hashes;
    }

    @ParameterizedTest
    @EnumSource(Pattern.class)
    void noPatternCollidesMoreThanChanceWhereTheSeedIsUnknown(Pattern pattern) {
        for (int seed = 0; seed < SEEDS; seed++) {
            fill(hashes(new IdentityHash(new SplittableRandom(seed)), pattern));
            assertThat((double) probes / COUNT)
                    .as("slots looked at, seed %d", seed)
                    .isBetween(EXPECTED_PROBES - TOLERANCE, EXPECTED_PROBES + TOLERANCE);
            assertThat(longestProbe).as("longest probe, seed %d", seed).isLessThan(LONGEST_PROBE);
        }
    }

    /** No difference between two identities makes their hashes alike for many keys. */
    @Test
    void noDifferenceCollidesForManyKeys() {
        FlowIdentity identity = new FlowIdentity();
        int collisions = 0;
        for (int seed = 0; seed < 2_000; seed++) {
            IdentityHash hash = new IdentityHash(new SplittableRandom(seed));
            int plain = hash.hash(identity.set(TCP | 1, TCP | 2));
            for (int bit = 0; bit < 128; bit++) {
                long first = bit < 64 ? 1L << bit : 0;
                long second = bit < 64 ? 0 : 1L << bit;
                int other = hash.hash(identity.set((TCP | 1) ^ first, (TCP | 2) ^ second));
                collisions += other == plain ? 1 : 0;
            }
        }
        assertThat(collisions).as("equal hashes of 256 000 pairs").isLessThanOrEqualTo(1);
    }

    /** Identities that fall into one slot of a table under these keys. */
    private static List<FlowIdentity> chosen(IdentityHash hash, int count, int mask) {
        List<FlowIdentity> chosen = new ArrayList<>();
        for (int i = 0; chosen.size() < count; i++) {
            FlowIdentity identity = new FlowIdentity().set(tcp(i, 80), tcp(1, 443));
            if ((hash.hash(identity) & mask) == 0) {
                chosen.add(identity);
            }
        }
        return chosen;
    }

    @Test
    void whatCollidesUnderOneSeedDoesNotUnderOthers() {
        int count = 1_000;
        List<FlowIdentity> chosen = chosen(new IdentityHash(new SplittableRandom(1)), count, 0xFFF);
        fill(chosen.stream()
                .mapToInt(new IdentityHash(new SplittableRandom(1))::hash)
                .toArray());
        assertThat((double) probes / count).as("slots looked at, seed known").isGreaterThan(count / 4.0);
        for (int seed = 2; seed < SEEDS; seed++) {
            fill(chosen.stream()
                    .mapToInt(new IdentityHash(new SplittableRandom(seed))::hash)
                    .toArray());
            assertThat((double) probes / count).as("seed %d", seed).isLessThan(EXPECTED_PROBES + 0.3);
        }
    }

    private static final class Node extends FlowNode {}

    /** Slow it is then: as many looks as flows collide. But never wrong, and the table holds what it holds. */
    @Test
    void aTableWhoseSeedIsKnownSlowsDownAndStaysCorrect() {
        List<FlowIdentity> chosen = chosen(new IdentityHash(new SplittableRandom(1)), 1_000, 0xFFF);
        FlowTable<Node> table = new FlowTable<>(1, 1, new SplittableRandom(1));
        List<Node> nodes = new ArrayList<>();
        for (FlowIdentity identity : chosen) {
            assertThat(table.find(identity)).isNull();
            Node node = new Node();
            nodes.add(node);
            table.insert(node, identity, table.hash(identity), 0, 0);
        }
        for (int i = 0; i < nodes.size(); i++) {
            assertThat(table.find(chosen.get(i))).isSameAs(nodes.get(i));
        }
        for (int i = 0; i < nodes.size(); i += 2) {
            table.remove(nodes.get(i));
        }
        for (int i = 0; i < nodes.size(); i++) {
            assertThat(table.find(chosen.get(i))).isSameAs(i % 2 == 0 ? null : nodes.get(i));
        }
        assertThat(table.size()).isEqualTo(nodes.size() / 2);
    }
}
