package io.flowtrack.bench;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frames;
import java.nio.ByteBuffer;
import java.util.Random;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A capture in memory that never ends: 60-byte TCP acknowledgements, one after the other in one direct buffer in the order
 * of their arrival, as a mapped capture file holds them, and from the beginning again at its end.
 *
 * <p>In each round every flow sends one packet: the client in one round, the server in the next. The orders of several
 * rounds are drawn before anything is measured. There are so many rounds that the branch predictor cannot learn them.
 */
@State(Scope.Thread)
public class Replay {
    /**
     * Packets in one invocation of a benchmark. One packet per invocation would add JMH's own loop, a volatile read and
     * a call that is not inlined, to the ten nanoseconds that are measured. A run of packets is what a reader's loop is, and
     * nothing can be moved out of it, because every packet's bytes and time are read through this object.
     */
    static final int BURST = 1_000;

    static final int FRAME_LENGTH = 60;

    private static final int LEAST_PACKETS = 200_000;
    private static final int LEAST_ROUNDS = 4;
    private static final int SERVER_PORT = 443;
    private static final int CLIENT_NUMBER = 1_000;
    private static final int SERVER_NUMBER = 2_000;
    /** A million packets per second: the largest case comes round once a second, far within the timeouts. */
    private static final long INTERVAL_NANOS = 1_000;

    /** How many flows there are. */
    @Param({"100", "10000", "100000", "1000000"})
    public int flows;

    /** The order of packets in a round. */
    @Param
    public PacketOrder order = PacketOrder.ROUND_ROBIN;

    private final PacketView view = new PacketView();
    private ByteBuffer frames = ByteBuffer.allocateDirect(0);
    private int offset;
    private long nowNanos = Frames.START_NANOS;

    /** Writes the packets of all rounds. */
    @Setup
    public void write() {
        int rounds = Math.max(LEAST_ROUNDS, LEAST_PACKETS / flows);
        Random random = new Random(1);
        int[][] places = new int[rounds][];
        for (int round = 0; round < rounds; round++) {
            places[round] = order.places(flows, random);
        }
        frames = ByteBuffer.allocateDirect(rounds * flows * FRAME_LENGTH);
        for (int flow = 0; flow < flows; flow++) {
            Endpoint client = Endpoint.client(flow);
            Endpoint server = Endpoint.server(flow, SERVER_PORT);
            byte[] request = acknowledgement(client, server, CLIENT_NUMBER, SERVER_NUMBER);
            byte[] answer = acknowledgement(server, client, SERVER_NUMBER, CLIENT_NUMBER);
            for (int round = 0; round < rounds; round++) {
                int place = round * flows + places[round][flow];
                frames.put(place * FRAME_LENGTH, round % 2 == 0 ? request : answer);
            }
        }
    }

    private static byte[] acknowledgement(Endpoint from, Endpoint to, int sequence, int acknowledgement) {
        byte[] frame = Frames.tcp(from, to)
                .flags(TcpFlags.ACK)
                .sequence(sequence)
                .acknowledgement(acknowledgement)
                .padded()
                .build()
                .bytes();
        if (frame.length != FRAME_LENGTH) {
            throw new IllegalStateException("a frame of " + frame.length + " bytes");
        }
        return frame;
    }

    /**
     * Moves all that was made so far to where the collector keeps old objects. That is where a tracker and its flows are in
     * a process that runs for long, and there each reference that is written costs more.
     */
    static void settle() {
        System.gc();
    }

    /** The next packet, in the one view that is pointed at packet after packet. */
    PacketView next() {
        return next(view);
    }

    /** Points a view at the next packet. */
    PacketView next(PacketView view) {
        int start = offset;
        int following = start + FRAME_LENGTH;
        offset = following == frames.capacity() ? 0 : following;
        nowNanos += INTERVAL_NANOS;
        return view.wrap(frames, start, FRAME_LENGTH, LinkType.ETHERNET, nowNanos);
    }
}
