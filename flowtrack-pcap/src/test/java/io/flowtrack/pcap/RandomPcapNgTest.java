package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.LinkType;
import io.flowtrack.pcap.Reading.Packet;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of random sections, interfaces and blocks: read in every way, whole and damaged. */
class RandomPcapNgTest {
    private static final int ROUNDS = 200;
    private static final List<Way> WAYS = List.of(Way.values());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyWayGivesThePacketsThatWereWritten(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            RandomFile file = new RandomFile(random);
            String label = "seed %d, round %d".formatted(seed, round);
            for (Way way : WAYS) {
                Reading reading = Reading.of(way.open(file.bytes.toArray(), folder));
                assertThat(reading.damage()).as(label).isEmpty();
                assertThat(reading.packets()).as(label + way).isEqualTo(file.packets);
                int batchCapacity = 1 + random.nextInt(9);
                assertThat(Reading.inBatches(way.open(file.bytes.toArray(), folder), batchCapacity))
                        .as(label + way + batchCapacity)
                        .isEqualTo(reading);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void everythingBeforeTheDamageIsDeliveredAndNothingButADamageIsThrown(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            RandomFile file = new RandomFile(random);
            byte[] good = file.bytes.toArray();
            byte[] bad = RandomDamageTest.damaged(good, random);
            int firstDamage = Arrays.mismatch(good, bad);
            long intact = file.ends.stream()
                    .filter(end -> firstDamage < 0 || end <= firstDamage)
                    .count();
            String label = "seed %d, round %d, damage at %d".formatted(seed, round, firstDamage);

            Reading reading = read(Way.STREAMED, bad);
            assertThat(reading.packets().stream().limit(intact))
                    .as(label)
                    .isEqualTo(file.packets.stream().limit(intact).toList());
            assertThat(reading.packets()).as(label).hasSizeLessThan(1 + bad.length / 12);

            Reading other = read(WAYS.get(random.nextInt(WAYS.size())), bad);
            assertThat(other.packets()).as(label).isEqualTo(reading.packets());
            assertThat(other.damage().map(Throwable::getMessage))
                    .as(label)
                    .isEqualTo(reading.damage().map(Throwable::getMessage));
        }
    }

    private Reading read(Way way, byte[] file) throws IOException {
        CaptureFile capture;
        try {
            capture = way.open(file, folder);
        } catch (DamagedCaptureException damage) {
            return new Reading(List.of(), Optional.of(damage));
        }
        return Reading.of(capture);
    }

    /** A file, what it holds, and where each packet ends. */
    private static final class RandomFile {
        private final Random random;
        private final PcapNgBytes bytes = new PcapNgBytes();
        private final List<Packet> packets = new ArrayList<>();
        private final List<Integer> ends = new ArrayList<>();
        private final List<Device> devices = new ArrayList<>();
        private long lastNanos;

        RandomFile(Random random) {
            this.random = random;
            begin();
            int count = random.nextInt(40);
            for (int i = 0; i < count; i++) {
                step();
            }
        }

        private void begin() {
            devices.clear();
            ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            byte[] comment = new PcapNgBytes().section(order).comment("a section");
            if (random.nextBoolean()) {
                bytes.section(order, comment);
            } else {
                bytes.section(order);
            }
            device();
        }

        private void device() {
            int code = random.nextBoolean() ? 6 : random.nextInt(256);
            long offset = random.nextBoolean() ? 0 : random.nextInt();
            int linkType = random.nextBoolean() ? 1 : 100 + random.nextInt(60);
            int snapLength = random.nextBoolean() ? 0 : 20;
            bytes.device(linkType, snapLength, bytes.comment("dev"), bytes.resolution(code), bytes.timeOffset(offset));
            devices.add(new Device(LinkType.of(linkType), TimestampResolution.of(code, offset), snapLength));
        }

        private void step() {
            byte[] body = new byte[random.nextInt(60)];
            random.nextBytes(body);
            int number = random.nextInt(devices.size());
            Device device = devices.get(number);
            long ticks = random.nextLong() >>> random.nextInt(64);
            switch (random.nextInt(12)) {
                case 0 -> begin();
                case 1 -> device();
                case 2, 3 -> bytes.block(random.nextInt() | 0x80000000, new byte[4 * random.nextInt(200)]);
                case 4 -> bytes.block(4 + random.nextInt(2), new byte[4 * random.nextInt(10)]);
                case 5, 6 -> {
                    Device first = devices.get(0);
                    int captured = first.snapLength() == 0 ? body.length : Math.min(body.length, first.snapLength());
                    bytes.simplePacket(body.length, Arrays.copyOf(body, captured));
                    add(first, Arrays.copyOf(body, captured), body.length);
                }
                case 7 -> {
                    bytes.oldPacket(number, random.nextInt(), ticks, body, bytes.comment("old"));
                    lastNanos = device.resolution().nanos(ticks);
                    add(device, body, body.length);
                }
                default -> {
                    int original = body.length + random.nextInt(9);
                    bytes.packet(number, ticks, body.length, original, body, new byte[0]);
                    lastNanos = device.resolution().nanos(ticks);
                    add(device, body, original);
                }
            }
        }

        private void add(Device device, byte[] body, int original) {
            packets.add(new Packet(
                    lastNanos, original, device.linkType(), HexFormat.of().formatHex(body)));
            ends.add(bytes.length());
        }
    }

    private record Device(LinkType linkType, TimestampResolution resolution, int snapLength) {}
}
