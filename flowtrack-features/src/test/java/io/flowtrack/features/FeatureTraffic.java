package io.flowtrack.features;

import io.flowtrack.api.Side;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.testdata.Conversation;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.UdpFrameBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Random traffic, the same for the same seed, in which every pair of endpoints has one flow: TCP with data both ways, UDP,
 * bulk transfers, pauses, idle gaps, odd flags, padding, VLAN tags, frames that were cut, clocks that run backwards, both sides
 * on one host.
 */
final class FeatureTraffic {
    private static final int LARGEST_PAYLOAD = 1_460;

    private record Arrival(long nanos, Frame frame) {}

    private static final int VLAN = 5;
    private static final int SNAP_LENGTH = 110;
    private static final int NO_SNAP_LENGTH = 0xFFFF;

    private final Random random;
    private final List<Arrival> arrivals = new ArrayList<>();

    private FeatureTraffic(long seed) {
        this.random = new Random(seed);
    }

    static List<Frame> random(long seed, int flows) {
        FeatureTraffic traffic = new FeatureTraffic(seed);
        for (int number = 0; number < flows; number++) {
            traffic.flow(number);
        }
        return traffic.arrivals.stream()
                .sorted(Comparator.comparingLong(Arrival::nanos))
                .map(Arrival::frame)
                .toList();
    }

    private void flow(int number) {
        boolean isIpv6 = random.nextInt(4) == 0;
        int port = 10_000 + number;
        Endpoint client = isIpv6 ? Endpoint.client6(1 + number % 50) : Endpoint.client(1 + number % 50);
        Endpoint server = isIpv6
                ? Endpoint.server6(1 + number % 7, 440 + number % 5)
                : Endpoint.server(1 + number % 7, 440 + number % 5);
        if (random.nextInt(12) == 0) {
            server = client.port(440 + number % 5);
        }
        long start = Frames.START_NANOS + random.nextLong(600_000_000_000L);
        if (random.nextInt(5) < 3) {
            tcp(client.port(port), server, start);
        } else {
            udp(client.port(port), server, start);
        }
    }

    private void tcp(Endpoint client, Endpoint server, long start) {
        boolean isTagged = random.nextInt(6) == 0;
        int snapLength = snapLength();
        Conversation conversation = Conversation.between(client, server)
                .startingAt(start)
                .step(Duration.ofNanos(1 + random.nextInt(3_000_000)))
                .shape(segment -> {
                    segment.window(random.nextInt(0x1_0000)).padded().snapped(snapLength);
                    if (isTagged) {
                        segment.vlan(VLAN);
                    }
                    if (random.nextBoolean()) {
                        segment.timestamps(1, 1);
                    }
                });
        if (random.nextInt(4) > 0) {
            conversation.handshake();
        } else {
            int flags = TcpFlags.ACK | random.nextInt(2) * TcpFlags.PSH | random.nextInt(2) * TcpFlags.URG;
            conversation.midstream().segment(Side.INITIATOR, flags, new byte[random.nextInt(100)]);
        }
        for (int events = random.nextInt(25); events > 0; events--) {
            event(conversation);
        }
        switch (random.nextInt(4)) {
            case 0 -> conversation.close(side());
            case 1 -> conversation.closeInThree(side());
            case 2 -> conversation.reset(side());
            default -> conversation.fin(side());
        }
        conversation.capture().forEach(frame -> arrivals.add(new Arrival(frame.timestampNanos(), frame)));
    }

    private void event(Conversation conversation) {
        switch (random.nextInt(8)) {
            case 0, 1 -> conversation.send(side(), 1 + random.nextInt(LARGEST_PAYLOAD));
            case 2 -> conversation.send(side(), random.nextInt(20 * LARGEST_PAYLOAD));
            case 3 -> conversation.ack(side());
            case 4 ->
                conversation.segment(
                        side(),
                        TcpFlags.ACK | random.nextInt(2) * TcpFlags.PSH | random.nextInt(8) << 5,
                        new byte[random.nextInt(100)]);
            default -> conversation.pause(Duration.ofNanos(gap()));
        }
    }

    private void udp(Endpoint client, Endpoint server, long start) {
        long now = start;
        boolean isUnsteady = random.nextInt(5) == 0;
        boolean isAtOnce = random.nextInt(8) == 0;
        boolean isTagged = random.nextInt(6) == 0;
        int snapLength = snapLength();
        Endpoint from = client;
        for (int packets = 1 + random.nextInt(30); packets > 0; packets--) {
            byte[] payload = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(600)];
            random.nextBytes(payload);
            long shown = isUnsteady ? now - random.nextInt(5_000_000) : now;
            UdpFrameBuilder frame = Frames.udp(from, from.equals(client) ? server : client)
                    .payload(payload)
                    .padded()
                    .snapped(snapLength)
                    .at(shown);
            if (isTagged) {
                frame.vlan(VLAN);
            }
            arrivals.add(new Arrival(now, frame.build()));
            now += isAtOnce ? 0 : gap();
            from = random.nextInt(3) == 0 ? server : client;
        }
    }

    private int snapLength() {
        return random.nextInt(6) == 0 ? SNAP_LENGTH : NO_SNAP_LENGTH;
    }

    /** From nanoseconds to far beyond the idle threshold, and now and then exactly a second or five. */
    private long gap() {
        return switch (random.nextInt(30)) {
            case 0 -> 1_000_000_000L;
            case 1 -> 5_000_000_000L;
            case 2, 3 -> 1_000_000_000L + random.nextLong(3_000_000_000L);
            case 4, 5 -> 5_000_000_000L + random.nextLong(20_000_000_000L);
            default -> random.nextLong((long) Math.pow(10, 1 + random.nextInt(9)));
        };
    }

    private Side side() {
        return random.nextBoolean() ? Side.INITIATOR : Side.RESPONDER;
    }
}
