package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.IpNetwork;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExtractionAllocationTest {
    private static final int WARM_UP_ROUNDS = 20_000;
    private static final int ROUNDS = 10_000;

    static Stream<FlowExtractor<?>> extractors() {
        return Stream.of(
                FiveTupleExtractor.bidirectional(),
                FiveTupleExtractor.directional().withVlanIds(),
                FiveTupleExtractor.bidirectional()
                        .verifyingChecksumsExceptFrom(List.of(IpNetwork.parse("127.0.0.0/8"), IpNetwork.parse("::1"))),
                HostPairExtractor.create(),
                MacPairExtractor.create());
    }

    private static List<Frame> frames() {
        List<Frame> frames = new ArrayList<>();
        for (Endpoint[] ends : new Endpoint[][] {
            {Endpoint.client(1), Endpoint.server(1, 80)},
            {Endpoint.server(1, 80), Endpoint.client(1)},
            {Endpoint.client6(1), Endpoint.server6(1, 80)},
            {Endpoint.server6(1, 80), Endpoint.client6(1)}
        }) {
            frames.add(Frames.tcp(ends[0], ends[1]).payload(100).build());
            frames.add(Frames.udp(ends[0], ends[1]).vlan(1).vlan(2).build());
            frames.add(Frames.icmp(ends[0], ends[1]).build());
            frames.add(Frames.tcp(ends[0], ends[1])
                    .flags(TcpFlags.SYN)
                    .mss(1460)
                    .windowScale(7)
                    .sackPermitted()
                    .timestamps(1, 2)
                    .build());
            frames.add(Frames.tcp(ends[0], ends[1])
                    .timestamps(1, 2)
                    .wrongChecksum()
                    .build());
            frames.add(Frames.tcp(ends[0], ends[1]).fragment(8, true).build());
            frames.add(Frames.tcp(ends[0], ends[1]).snapped(40).build());
        }
        return frames;
    }

    @ParameterizedTest
    @MethodSource("extractors")
    void extractingAllocatesNothing(FlowExtractor<?> extractor) {
        List<Frame> frames = frames();
        ByteBuffer[] buffers =
                frames.stream().map(frame -> ByteBuffer.wrap(frame.bytes())).toArray(ByteBuffer[]::new);
        Frame[] heads = frames.toArray(Frame[]::new);
        PacketView packet = new PacketView();
        Extraction into = new Extraction();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int found = run(extractor, heads, buffers, packet, into, WARM_UP_ROUNDS);
        assertThat(found).isPositive();
        long cost = costOfMeasuring(threads);
        long before = threads.getCurrentThreadAllocatedBytes();
        int again = run(extractor, heads, buffers, packet, into, ROUNDS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(again).isEqualTo(found / WARM_UP_ROUNDS * ROUNDS);
        assertThat(allocated).isLessThanOrEqualTo(cost);
    }

    private static long costOfMeasuring(ThreadMXBean threads) {
        long before = threads.getCurrentThreadAllocatedBytes();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @SuppressWarnings("TooManyParameters")
    private static int run(
            FlowExtractor<?> extractor,
            Frame[] frames,
            ByteBuffer[] buffers,
            PacketView packet,
            Extraction into,
            int rounds) {
        int found = 0;
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < frames.length; i++) {
                Frame frame = frames[i];
                packet.wrap(buffers[i], 0, frame.bytes().length, frame.linkType(), frame.timestampNanos())
                        .wireLength(frame.wireLength());
                into.reset();
                found += extractor.extract(packet, into) ? 1 : 0;
            }
        }
        return found;
    }
}
