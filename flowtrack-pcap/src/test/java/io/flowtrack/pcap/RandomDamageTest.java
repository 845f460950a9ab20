package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.pcap.Reading.Packet;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Good files with damage at random places: flipped, missing or cut bytes. */
class RandomDamageTest {
    private static final int ROUNDS = 1_500;
    private static final List<Way> WAYS = List.of(Way.values());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everythingBeforeTheDamageIsDeliveredAndNothingButADamageIsThrown(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            PcapBytes good = PcapBytes.of(
                            random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                            random.nextBoolean() ? PcapBytes.MICROS : PcapBytes.NANOS,
                            2,
                            4,
                            1)
                    .randomPackets(random, random.nextInt(20), 120);
            byte[] bytes = good.toArray();
            byte[] damaged = damaged(bytes, random);
            int firstDamage = Arrays.mismatch(bytes, damaged);
            long intact = firstDamage < 0
                    ? good.ends().size()
                    : good.ends().stream().filter(end -> end <= firstDamage).count();

            Reading expected = read(Way.STREAMED, bytes);
            Reading reading = read(Way.STREAMED, damaged);
            String label = "seed %d, round %d, damage at %d".formatted(seed, round, firstDamage);
            assertThat(firsts(reading, intact)).as(label).isEqualTo(firsts(expected, intact));
            assertThat(reading.packets()).as(label).hasSizeLessThan(1 + damaged.length / 16);

            Way way = WAYS.get(random.nextInt(WAYS.size()));
            assertSame(label + ", " + way, read(way, damaged), reading);
            assertSame(
                    label + ", " + way + ", in batches", readInBatches(way, damaged, 1 + random.nextInt(9)), reading);
        }
    }

    private static List<Packet> firsts(Reading reading, long count) {
        return reading.packets().stream().limit(count).toList();
    }

    private static void assertSame(String label, Reading reading, Reading other) {
        assertThat(reading.packets()).as(label).isEqualTo(other.packets());
        assertThat(reading.damage().map(Throwable::getMessage))
                .as(label)
                .isEqualTo(other.damage().map(Throwable::getMessage));
    }

    /** A header that is refused is a reading of no packets. Any other exception fails the test. */
    private Reading read(Way way, byte[] file) throws IOException {
        CaptureFile capture;
        try {
            capture = way.open(file, folder);
        } catch (DamagedCaptureException damage) {
            return new Reading(List.of(), Optional.of(damage));
        }
        return Reading.of(capture);
    }

    private Reading readInBatches(Way way, byte[] file, int batchCapacity) throws IOException {
        CaptureFile capture;
        try {
            capture = way.open(file, folder);
        } catch (DamagedCaptureException damage) {
            return new Reading(List.of(), Optional.of(damage));
        }
        return Reading.inBatches(capture, batchCapacity);
    }

    static byte[] damaged(byte[] good, Random random) {
        int at = random.nextInt(good.length);
        int count = 1 + random.nextInt(40);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(good, at);
            case 1 -> without(good, at, Math.min(count, good.length - at));
            case 2 -> flipped(good, random, count);
            default -> flipped(good, random, 1);
        };
    }

    private static byte[] without(byte[] good, int at, int count) {
        byte[] rest = Arrays.copyOf(good, good.length - count);
        System.arraycopy(good, at + count, rest, at, rest.length - at);
        return rest;
    }

    private static byte[] flipped(byte[] good, Random random, int count) {
        byte[] copy = good.clone();
        for (int i = 0; i < count; i++) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 + random.nextInt(255));
        }
        return copy;
    }
}
