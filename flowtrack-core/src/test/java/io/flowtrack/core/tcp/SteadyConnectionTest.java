package io.flowtrack.core.tcp;

import static io.flowtrack.api.TcpFlags.ACK;
import static io.flowtrack.api.TcpFlags.FIN;
import static io.flowtrack.api.TcpFlags.PSH;
import static io.flowtrack.api.TcpFlags.RST;
import static io.flowtrack.api.TcpFlags.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.Side;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connection of two open sides leaves out for a segment without SYN, FIN and RST would have changed nothing. */
class SteadyConnectionTest {
    private static final int SEGMENTS = 60;

    private final int[] next = new int[2];

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theShortWayLeadsWhereTheLongOneDoes(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            ConnectionRules rules = new ConnectionRules(
                    random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
            TcpConnection one = new TcpConnection(rules);
            TcpConnection other = new TcpConnection(rules);
            next[0] = random.nextInt();
            next[1] = random.nextInt();
            for (int i = 0; i < SEGMENTS; i++) {
                int sender = i < 3 ? i % 2 : random.nextInt(2);
                Extraction facts = i < 3 ? handshake(i, random) : segment(sender, random);
                Side side = sender == 0 ? Side.INITIATOR : Side.RESPONDER;
                one.follow(side, new TcpSegment(facts));
                theLongWay(other, side, new TcpSegment(facts));
                assertThat(facts(one))
                        .as("seed %d, round %d, segment %d", seed, round, i)
                        .isEqualTo(facts(other));
            }
        }
    }

    private static void theLongWay(TcpConnection connection, Side side, TcpSegment segment) {
        connection.analyse(side, connection.endpoint(side), connection.endpoint(side.opposite()), segment);
        connection.followStates(side, segment);
    }

    /** A handshake, of which a part is missing now and then. */
    private Extraction handshake(int step, Random random) {
        int sender = step % 2;
        boolean isSyn = step < 2 && random.nextInt(8) > 0;
        int flags = (isSyn ? SYN : ACK) | (step > 0 ? ACK : 0);
        Extraction facts = tcp(flags, next[sender], next[1 - sender], 0, random);
        next[sender] += isSyn ? 1 : 0;
        return facts;
    }

    /** Mostly in order, sometimes again, ahead or nowhere; rarely something that ends it. */
    private Extraction segment(int sender, Random random) {
        int length = random.nextBoolean() ? 0 : random.nextInt(20_000);
        int sequence = next[sender] + (random.nextInt(4) > 0 ? 0 : random.nextInt(60_000) - 30_000);
        int acknowledgement = next[1 - sender] + (random.nextInt(4) > 0 ? 0 : random.nextInt(60_000) - 30_000);
        int flags = random.nextInt(40) > 0 ? ACK : random.nextInt(32);
        next[sender] = Math.max(sequence + length, next[sender]);
        return tcp(flags | (random.nextInt(30) == 0 ? 0 : PSH), sequence, acknowledgement, length, random);
    }

    private static Extraction tcp(int flags, int sequence, int acknowledgement, int length, Random random) {
        boolean isOdd = (flags & (SYN | FIN | RST)) != 0;
        int captured = random.nextInt(10) == 0 ? length / 2 : length;
        return new Extraction()
                .tcp(flags, sequence, acknowledgement, random.nextInt(isOdd ? 2 : 20))
                .payload(0, captured, length);
    }

    private static List<Object> facts(TcpConnection connection) {
        TcpEndpoint initiator = connection.endpoint(Side.INITIATOR);
        TcpEndpoint responder = connection.endpoint(Side.RESPONDER);
        return List.of(
                connection.state(),
                connection.connState(),
                connection.history(),
                connection.missedBytes(),
                connection.phase(),
                connection.news() & ~TcpConnection.FOLLOWED, // which way it went
                connection.areBothDone(),
                facts(initiator, responder),
                facts(responder, initiator));
    }

    private static List<Object> facts(TcpEndpoint side, TcpEndpoint peer) {
        return List.of(
                side.state(),
                side.streamBytes(),
                side.end(),
                side.acknowledged(),
                side.isDelivered(),
                side.isWaiting(),
                side.isPending(peer),
                side.hasGivenUp(),
                side.hasSentSyn());
    }
}
