package io.flowtrack.testdata;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One random conversation after another, now and then between endpoints that have spoken before. */
final class RandomScene {
    private static final int REUSE_PERCENT = 15;
    private static final int IPV6_PERCENT = 25;
    private static final int VLAN_PERCENT = 10;
    private static final int LATEST_REUSE_MILLIS = 10_000;
    private static final int LONGEST_STEP_MICROS = 20_000;
    private static final int SERVER_COUNT = 20;
    private static final int[] SERVER_PORTS = {22, 53, 80, 443, 8080};

    /** Two endpoints, how their frames look, and when they last spoke. */
    private record Pair(Endpoint client, Endpoint server, int vlan, long endNanos) {}

    private final Random random;
    private final LinkType linkType;
    private final List<Pair> earlier = new ArrayList<>();
    private int clientNumber;

    RandomScene(Random random, LinkType linkType) {
        this.random = random;
        this.linkType = linkType;
    }

    /**
     * The next one, of at least one frame.
     *
     * @param startNanos when it begins, unless its endpoints have spoken before: then it is shortly after that
     */
    Capture next(long startNanos) {
        boolean reuse = !earlier.isEmpty() && chance(REUSE_PERCENT);
        int place = reuse ? random.nextInt(earlier.size()) : earlier.size();
        Pair pair = reuse ? earlier.get(place) : stranger(startNanos);
        long nanos = reuse ? pair.endNanos + millis(LATEST_REUSE_MILLIS) : startNanos;
        Capture capture = scene(pair, nanos);
        long endNanos = capture.get(capture.size() - 1).timestampNanos();
        Pair spoken = new Pair(pair.client, pair.server, pair.vlan, endNanos);
        if (reuse) {
            earlier.set(place, spoken);
        } else {
            earlier.add(spoken);
        }
        return capture;
    }

    private Pair stranger(long nanos) {
        boolean ipv6 = linkType.equals(LinkType.IPV6) || (!linkType.equals(LinkType.IPV4) && chance(IPV6_PERCENT));
        int server = random.nextInt(SERVER_COUNT);
        int port = SERVER_PORTS[random.nextInt(SERVER_PORTS.length)];
        int vlan = takesTags() && chance(VLAN_PERCENT) ? 1 + random.nextInt(3) : 0;
        int client = clientNumber++;
        return ipv6
                ? new Pair(Endpoint.client6(client), Endpoint.server6(server, port), vlan, nanos)
                : new Pair(Endpoint.client(client), Endpoint.server(server, port), vlan, nanos);
    }

    private Capture scene(Pair pair, long nanos) {
        int kind = random.nextInt(100);
        if (kind < 75) {
            return tcp(pair, nanos, kind);
        }
        if (kind < 95) {
            return exchange(pair, nanos, kind);
        }
        return otherProtocol(pair, nanos);
    }

    private Capture tcp(Pair pair, long nanos, int kind) {
        Conversation tcp = Conversation.between(pair.client, pair.server)
                .startingAt(nanos)
                .step(step())
                .initialSequences(random.nextInt(), random.nextInt())
                .shape(segment -> dress(pair, segment));
        if (kind < 8) {
            return tcp.halfOpen(random.nextInt(4)).capture();
        }
        if (kind < 12) {
            return tcp.refused().capture();
        }
        begin(tcp, kind);
        talk(tcp);
        return end(tcp).capture();
    }

    private static void begin(Conversation tcp, int kind) {
        if (kind < 20) {
            tcp.midstream();
        } else if (kind < 23) {
            tcp.simultaneousOpen();
        } else if (kind < 27) {
            tcp.handshake("early");
        } else {
            tcp.handshake();
        }
    }

    private void talk(Conversation tcp) {
        int turns = 1 + random.nextInt(4);
        for (int i = 0; i < turns; i++) {
            Side from = random.nextInt(3) == 0 ? Side.RESPONDER : Side.INITIATOR;
            tcp.send(from, 1 + random.nextInt(4_000)).ack(from.opposite());
            if (chance(5)) {
                tcp.pause(Duration.ofSeconds(1 + random.nextInt(400))).keepAlive(from);
            }
        }
    }

    private Conversation end(Conversation tcp) {
        Side first = random.nextBoolean() ? Side.INITIATOR : Side.RESPONDER;
        return switch (random.nextInt(8)) {
            case 0 -> tcp.closeInThree(first);
            case 1 -> tcp.simultaneousClose();
            case 2 -> tcp.reset(first);
            case 3 -> tcp.fin(first, "bye").ack(first.opposite());
            case 4 -> tcp;
            default -> tcp.close(first);
        };
    }

    private Capture exchange(Pair pair, long nanos, int kind) {
        Exchange exchange =
                kind < 82 ? Exchange.echo(pair.client, pair.server) : Exchange.udp(pair.client, pair.server);
        exchange.startingAt(nanos).step(step()).shape(packet -> dress(pair, packet));
        int turns = 1 + random.nextInt(3);
        for (int i = 0; i < turns; i++) {
            exchange.request(random.nextInt(200));
            if (chance(80)) {
                exchange.reply(random.nextInt(1_200));
            }
        }
        return chance(15) ? exchange.fragmented(Side.RESPONDER, 3_000, 1_480).capture() : exchange.capture();
    }

    private Capture otherProtocol(Pair pair, long nanos) {
        IpFrameBuilder<?> packet = switch (random.nextInt(3)) {
            case 0 -> Frames.sctp(pair.client, pair.server);
            case 1 -> Frames.udpLite(pair.client, pair.server);
            default -> Frames.ip(253, pair.client, pair.server); // for experiments, RFC 3692
        };
        dress(pair, packet);
        return Capture.of(packet.payload(random.nextInt(100)).at(nanos).build());
    }

    private void dress(Pair pair, IpFrameBuilder<?> packet) {
        packet.link(linkType);
        if (pair.vlan != 0) {
            packet.vlan(pair.vlan);
        }
    }

    private boolean takesTags() {
        return linkType.equals(LinkType.ETHERNET)
                || linkType.equals(LinkType.LINUX_SLL)
                || linkType.equals(LinkType.LINUX_SLL2);
    }

    private Duration step() {
        return Duration.ofNanos(1_000L * (1 + random.nextInt(LONGEST_STEP_MICROS)));
    }

    private long millis(int bound) {
        return Duration.ofMillis(random.nextInt(bound)).toNanos();
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
