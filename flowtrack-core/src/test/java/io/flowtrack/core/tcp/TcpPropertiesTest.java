package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.ConnState;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for any traffic, shown with random traffic of a seed. */
class TcpPropertiesTest {
    private record Packet(Side side, int flags, int sequence, int acknowledgement, int length) {}

    private static TcpConnection play(List<Packet> packets) {
        TcpConnection connection = new TcpConnection(ConnectionRules.STANDARD);
        for (Packet packet : packets) {
            Extraction facts = new Extraction()
                    .tcp(packet.flags, packet.sequence, packet.acknowledgement, 1)
                    .payload(0, packet.length, packet.length);
            connection.follow(packet.side, new TcpSegment(facts));
        }
        return connection;
    }

    /** A handshake across the wrap of sequence numbers, then data both ways, all of it acknowledged in the end. */
    private static List<Packet> conversation(Random random) {
        int[] next = {random.nextInt(), random.nextInt()};
        List<Packet> packets = new ArrayList<>();
        packets.add(new Packet(Side.INITIATOR, SYN, next[0]++, 0, 0));
        packets.add(new Packet(Side.RESPONDER, SYN | ACK, next[1]++, next[0], 0));
        packets.add(new Packet(Side.INITIATOR, ACK, next[0], next[1], 0));
        for (int i = 0; i < 50; i++) {
            int sender = random.nextInt(2);
            int length = 2 + random.nextInt(1_400);
            packets.add(new Packet(side(sender), ACK, next[sender], next[1 - sender], length));
            next[sender] += length;
        }
        packets.add(new Packet(Side.INITIATOR, ACK, next[0], next[1], 0));
        packets.add(new Packet(Side.RESPONDER, ACK, next[1], next[0], 0));
        return packets;
    }

    private static Side side(int number) {
        return number == 0 ? Side.INITIATOR : Side.RESPONDER;
    }

    private static List<Long> facts(TcpConnection connection) {
        return List.of(
                connection.endpoint(Side.INITIATOR).streamBytes(),
                connection.endpoint(Side.RESPONDER).streamBytes(),
                connection.missedBytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void splittingOrRepeatingASegmentChangesNoDeliveredByte(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<Packet> packets = conversation(random);
            List<Long> expected = facts(play(packets));
            assertThat(expected.get(2)).as("seed %d, round %d", seed, round).isZero();
            int at = 3 + random.nextInt(50);
            Packet whole = packets.get(at);
            List<Packet> repeated = new ArrayList<>(packets);
            repeated.add(at + random.nextInt(packets.size() - at), whole);
            assertThat(facts(play(repeated))).isEqualTo(expected);
            int cut = 1 + random.nextInt(whole.length - 1);
            List<Packet> split = new ArrayList<>(packets);
            split.set(at, new Packet(whole.side, ACK, whole.sequence, whole.acknowledgement, cut));
            split.add(
                    at + 1,
                    new Packet(whole.side, ACK, whole.sequence + cut, whole.acknowledgement, whole.length - cut));
            assertThat(facts(play(split))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void aLostSegmentIsMissedOnce(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<Packet> packets = conversation(random);
            List<Long> expected = facts(play(packets));
            Packet lost = packets.remove(3 + random.nextInt(50));
            List<Long> facts = facts(play(packets));
            assertThat(facts.subList(0, 2)).isEqualTo(expected.subList(0, 2));
            assertThat(facts.get(2)).as("seed %d, round %d", seed, round).isEqualTo(lost.length);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void noOrderOfPacketsMakesNegativeCounts(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            List<Packet> packets = conversation(random);
            for (int i = 0; i < 10; i++) {
                packets.add(new Packet(
                        side(random.nextInt(2)),
                        random.nextInt(32),
                        random.nextInt(),
                        random.nextInt(),
                        random.nextInt(100)));
            }
            Collections.shuffle(packets, random);
            TcpConnection connection = play(packets);
            assertThat(facts(connection)).allMatch(fact -> fact >= 0);
            assertThat(ConnState.values()).contains(connection.connState());
            assertThat(connection.history()).hasSizeLessThanOrEqualTo(History.MOST_LETTERS);
        }
    }
}
