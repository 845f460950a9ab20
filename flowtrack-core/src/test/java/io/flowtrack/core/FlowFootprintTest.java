package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Wrapped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.info.GraphLayout;

/** How many bytes ordinary flows take, everything included: their objects, the table, and a share of the tracker. */
class FlowFootprintTest {
    private static final int FLOWS = 10_000;
    /** Promised on a 64-bit HotSpot with compressed references. */
    private static final long TCP_BYTES = 400;

    private static final long UDP_BYTES = 210;
    /** What not all flows have: keys, state, tags, tunnels, reports. */
    private static final long EXTRAS_BYTES = 40;

    private static final long EMPTY_TRACKER_BYTES = 64 << 10;

    private static final long STEP_NANOS = 1_000_000;
    private static final int SYN_ACK = TcpFlags.SYN | TcpFlags.ACK;
    private static final int FIN_ACK = TcpFlags.FIN | TcpFlags.ACK;
    private static final FlowListener<FiveTuple, @Nullable Void> DEAF = new FlowListener<>() {};
    private static final FlowListener<FiveTuple, @Nullable Void> ASKS_FOR_KEYS = new FlowListener<>() {
        @Override
        public void onStarted(Flow<FiveTuple, @Nullable Void> flow) {
            assertThat(flow.key()).isNotNull();
        }
    };

    /** The packets of one flow. */
    private interface Traffic {
        List<Frame> between(Endpoint client, Endpoint server);
    }

    @BeforeAll
    static void measureWithoutAnAgent() {
        System.setProperty("jol.skipHotspotSAAttach", "true");
        System.setProperty("jol.skipDynamicAttach", "true");
        System.setProperty("jol.magicFieldOffset", "true"); // for records
    }

    private static FlowTracker<FiveTuple, @Nullable Void> tracker(TrackerConfig config) {
        return FlowTracker.of(FiveTupleExtractor.bidirectional(), config);
    }

    private static Frame tcp(Endpoint from, Endpoint to, int flags, int sequence, int acknowledgement, int length) {
        return Frames.tcp(from, to)
                .flags(flags)
                .sequence(sequence)
                .acknowledgement(acknowledgement)
                .timestamps(1, 1)
                .payload(length)
                .build();
    }

    private static List<Frame> syn(Endpoint client, Endpoint server) {
        return List.of(tcp(client, server, TcpFlags.SYN, 100, 0, 0));
    }

    private static List<Frame> acknowledgements(Endpoint client, Endpoint server) {
        return List.of(tcp(client, server, TcpFlags.ACK, 101, 501, 0), tcp(server, client, TcpFlags.ACK, 501, 101, 0));
    }

    private static List<Frame> handshake(Endpoint client, Endpoint server) {
        return List.of(
                tcp(client, server, TcpFlags.SYN, 100, 0, 0),
                tcp(server, client, SYN_ACK, 500, 101, 0),
                tcp(client, server, TcpFlags.ACK, 101, 501, 0));
    }

    private static List<Frame> conversation(Endpoint client, Endpoint server) {
        List<Frame> frames = new ArrayList<>(handshake(client, server));
        frames.add(tcp(client, server, TcpFlags.ACK, 101, 501, 100));
        frames.add(tcp(server, client, TcpFlags.ACK, 501, 201, 1_000));
        frames.add(tcp(client, server, TcpFlags.ACK, 201, 1_501, 0));
        return frames;
    }

    private static List<Frame> closed(Endpoint client, Endpoint server) {
        List<Frame> frames = new ArrayList<>(conversation(client, server));
        frames.add(tcp(client, server, FIN_ACK, 201, 1_501, 0));
        frames.add(tcp(server, client, FIN_ACK, 1_501, 202, 0));
        frames.add(tcp(client, server, TcpFlags.ACK, 202, 1_502, 0));
        return frames;
    }

    private static List<Frame> repeated(Endpoint client, Endpoint server) {
        List<Frame> frames = new ArrayList<>(conversation(client, server));
        Frame acknowledgement = tcp(client, server, TcpFlags.ACK, 201, 1_501, 0);
        frames.addAll(List.of(acknowledgement, acknowledgement, acknowledgement));
        return frames;
    }

    private static List<Frame> retransmission(Endpoint client, Endpoint server) {
        List<Frame> frames = new ArrayList<>(conversation(client, server));
        frames.add(tcp(server, client, TcpFlags.ACK, 501, 201, 1_000));
        return frames;
    }

    private static List<Frame> taggedDatagrams(Endpoint client, Endpoint server) {
        return List.of(
                Frames.udp(client, server).vlan(5).vlan(6).payload(100).build(),
                Frames.udp(server, client).vlan(5).vlan(6).payload(100).build());
    }

    private static List<Frame> tunnelledDatagrams(Endpoint client, Endpoint server) {
        return datagrams(client, server).stream()
                .map(frame -> Frames.udp(Endpoint.client(0), Endpoint.server(0, 4789))
                        .payload(Wrapped.vxlan(5, frame.bytes()))
                        .build())
                .toList();
    }

    private static List<Frame> datagrams(Endpoint client, Endpoint server) {
        return List.of(
                Frames.udp(client, server).payload(100).build(),
                Frames.udp(server, client).payload(100).build());
    }

    /** The default configuration, or Zeek's, with room for all flows; those that are over linger until the end. */
    private static TrackerConfig config(boolean isZeek) {
        return (isZeek ? TrackerConfig.zeek() : TrackerConfig.defaults())
                .toBuilder().maxFlows(2 * FLOWS).build();
    }

    private static long measure(
            String what,
            boolean isIpv6,
            Traffic traffic,
            FlowTracker<FiveTuple, @Nullable Void> tracker,
            FlowListener<FiveTuple, @Nullable Void> listener) {
        PacketView view = new PacketView();
        long nanos = Frames.START_NANOS;
        for (int i = 0; i < FLOWS; i++) {
            Endpoint client = isIpv6 ? Endpoint.client6(i) : Endpoint.client(i);
            Endpoint server = isIpv6 ? Endpoint.server6(i, 443) : Endpoint.server(i, 443);
            for (Frame frame : traffic.between(client, server)) {
                byte[] bytes = frame.bytes();
                view.wrap(ByteBuffer.wrap(bytes), 0, bytes.length, LinkType.ETHERNET, nanos);
                tracker.track(view, listener);
                nanos += STEP_NANOS / FLOWS;
            }
        }
        long bytesPerFlow = GraphLayout.parseInstance(tracker).totalSize() / FLOWS;
        System.out.printf("%-52s %5d bytes a flow%n", what, bytesPerFlow);
        return bytesPerFlow;
    }

    private static long measure(String what, Traffic traffic) {
        return measure(what, false, traffic, tracker(config(false)), DEAF);
    }

    @Test
    void tcp() {
        List<Long> ordinary = List.of(
                measure("TCP, a SYN", FlowFootprintTest::syn),
                measure("TCP, acknowledgements both ways", FlowFootprintTest::acknowledgements),
                measure("TCP, handshake", FlowFootprintTest::handshake),
                measure("TCP, handshake, data both ways", FlowFootprintTest::conversation),
                measure("the same, repeated acknowledgements", FlowFootprintTest::repeated),
                measure("the same, closed and lingering", FlowFootprintTest::closed));
        measure("the same, one retransmission", FlowFootprintTest::retransmission);
        measure(
                "the same, its key asked for",
                false,
                FlowFootprintTest::conversation,
                tracker(config(false)),
                ASKS_FOR_KEYS);
        measure("the same, IPv6", true, FlowFootprintTest::conversation, tracker(config(false)), DEAF);
        measure("the same, Zeek's rules", false, FlowFootprintTest::conversation, tracker(config(true)), DEAF);
        assertThat(ordinary).allMatch(bytes -> bytes <= TCP_BYTES);
    }

    @Test
    void aStateOfNullTakesNothing() {
        FlowTracker<FiveTuple, @Nullable Void> nulls =
                FlowTracker.of(FiveTupleExtractor.bidirectional(), config(false), key -> null);
        assertThat(measure("TCP, a state of null", false, FlowFootprintTest::conversation, nulls, DEAF))
                .isLessThanOrEqualTo(TCP_BYTES);
    }

    @Test
    void udp() {
        long ordinary = measure("UDP, both ways", FlowFootprintTest::datagrams);
        long tagged = measure("the same, VLAN tags", FlowFootprintTest::taggedDatagrams);
        measure("the same, in VXLAN", FlowFootprintTest::tunnelledDatagrams);
        measure("the same, IPv6", true, FlowFootprintTest::datagrams, tracker(config(false)), DEAF);
        measure("the same, Zeek's rules", false, FlowFootprintTest::datagrams, tracker(config(true)), DEAF);
        assertThat(ordinary).isLessThanOrEqualTo(UDP_BYTES);
        assertThat(tagged - ordinary).isBetween(1L, EXTRAS_BYTES);
    }

    @Test
    void aTrackerWithoutFlowsIsSmall() {
        long bytes =
                GraphLayout.parseInstance(tracker(TrackerConfig.defaults())).totalSize();
        System.out.printf("%-52s %5d bytes%n", "a tracker without flows", bytes);
        assertThat(bytes).isLessThan(EMPTY_TRACKER_BYTES);
    }
}
