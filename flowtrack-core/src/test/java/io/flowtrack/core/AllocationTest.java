package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Wrapped;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int FLOWS = 500;
    private static final int ROUNDS = 200;
    private static final int SWEEPS = 10_000;
    /** What taking the measure itself may cost. */
    private static final long MEASURE_BYTES = 1_024;

    @Test
    void packetsOfKnownFlowsAllocateNothing() {
        List<PacketView> packets = new ArrayList<>();
        for (int i = 0; i < FLOWS; i++) {
            Endpoint four = Endpoint.client(i);
            Endpoint six = Endpoint.client6(i);
            packets.add(Frames.tcp(four, Endpoint.server(1, 80))
                    .flags(TcpFlags.ACK)
                    .payload("x")
                    .build()
                    .view());
            packets.add(Frames.tcp(four, Endpoint.server(1, 80)) // above a hole
                    .flags(TcpFlags.ACK)
                    .sequence(100)
                    .payload("x")
                    .build()
                    .view());
            packets.add(Frames.udp(Endpoint.server(1, 53), four)
                    .payload("x")
                    .build()
                    .view());
            packets.add(Frames.tcp(Endpoint.server6(1, 80), six)
                    .flags(TcpFlags.ACK)
                    .build()
                    .view());
            byte[] inner = Frames.tcp(four, Endpoint.server(2, 80))
                    .flags(TcpFlags.ACK)
                    .build()
                    .bytes();
            packets.add(Frames.udp(four, Endpoint.server(1, 4789))
                    .payload(Wrapped.vxlan(1, inner))
                    .build()
                    .view());
        }
        long[] heard = new long[1];
        FlowListener<FiveTuple, @Nullable Void> listener = new FlowListener<>() {
            @Override
            public void onPacket(Flow<FiveTuple, @Nullable Void> flow, FlowPacket packet) {
                heard[0] += packet.payloadCapturedLength() + packet.sequenceNumber();
            }
        };
        FlowTracker<FiveTuple, @Nullable Void> tracker =
                FlowTracker.of(FiveTupleExtractor.bidirectional(), TrackerConfig.defaults());
        play(packets, tracker, listener);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        play(packets, tracker, listener);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated)
                .as("bytes for %d packets", packets.size() * ROUNDS)
                .isLessThan(MEASURE_BYTES);
        assertThat(heard[0]).isPositive();
        assertThat(tracker.flowCount()).isEqualTo(4 * FLOWS);
    }

    @Test
    void sweepsAllocateNothingWhileNobodyRecordsThem() {
        try (Recording recording = new Recording()) { // so that the Flight Recorder is there, and off again
            recording.start();
        }
        FlowTracker<FiveTuple, @Nullable Void> tracker =
                FlowTracker.of(FiveTupleExtractor.bidirectional(), TrackerConfig.defaults());
        FlowListener<FiveTuple, @Nullable Void> listener = new FlowListener<>() {};
        tracker.track(
                Frames.udp(Endpoint.client(1), Endpoint.server(1, 53)).build().view(), listener);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        sweep(tracker, listener);
        long before = threads.getCurrentThreadAllocatedBytes();
        sweep(tracker, listener);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).as("bytes for %d sweeps", SWEEPS).isLessThan(MEASURE_BYTES);
        assertThat(tracker.flowCount()).isOne();
    }

    private static void sweep(
            FlowTracker<FiveTuple, @Nullable Void> tracker, FlowListener<FiveTuple, @Nullable Void> listener) {
        for (int i = 0; i < SWEEPS; i++) {
            tracker.advanceTo(tracker.nowNanos() + 1, listener);
        }
    }

    private static void play(
            List<PacketView> packets,
            FlowTracker<FiveTuple, @Nullable Void> tracker,
            FlowListener<FiveTuple, @Nullable Void> listener) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < packets.size(); i++) {
                tracker.track(packets.get(i), listener);
            }
        }
    }
}
