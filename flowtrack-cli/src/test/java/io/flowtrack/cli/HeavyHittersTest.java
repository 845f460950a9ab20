package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeavyHittersTest {
    @Test
    void whatHasRoomIsExact() {
        HeavyHitters<String> hitters = new HeavyHitters<>(3);
        hitters.add("a", 1, 10);
        hitters.add("b", 2, 30);
        hitters.add("a", 3, 25);
        hitters.add("c", 1, 30);
        assertThat(hitters.top(2)).extracting(HeavyHitters.Entry::key).containsExactly("a", "b");
        Tally first = hitters.top(1).get(0).tally();
        assertThat(List.of(first.flows(), first.packets(), first.wireBytes())).containsExactly(2L, 4L, 35L);
        assertThat(hitters.errorBytes()).isZero();
    }

    @Test
    void beyondThatEachLacksAtMostTheErrorAndNoneWithMoreIsMissing() {
        int capacity = 100;
        long seed = 20_260;
        Random random = new Random(seed);
        HeavyHitters<Integer> hitters = new HeavyHitters<>(capacity);
        Map<Integer, Long> truth = new HashMap<>();
        long all = 0;
        for (int i = 0; i < 50_000; i++) {
            int spread = random.nextInt(4) == 0 ? random.nextInt(500) : 1;
            int key = spread * (int) (Math.abs(random.nextGaussian()) * 20);
            long bytes = 1L + random.nextInt(1500);
            hitters.add(key, 1, bytes);
            truth.merge(key, bytes, Long::sum);
            all += bytes;
        }
        long error = hitters.errorBytes();
        assertThat(truth).as("seed %d", seed).hasSizeGreaterThan(capacity);
        assertThat(error).isPositive().isLessThanOrEqualTo(2 * all / capacity);
        Map<Integer, Long> shown = new HashMap<>();
        hitters.top(capacity)
                .forEach(entry -> shown.put(entry.key(), entry.tally().wireBytes()));
        assertThat(shown).hasSizeLessThanOrEqualTo(capacity);
        shown.forEach(
                (key, bytes) -> assertThat(truth.getOrDefault(key, 0L) - bytes).isBetween(0L, error));
        truth.forEach((key, bytes) -> assertThat(bytes <= error || shown.containsKey(key))
                .as("key %s with %s bytes", key, bytes)
                .isTrue());
    }
}
