package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.EndedAt;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpFindings;
import io.flowtrack.api.TcpSideFindings;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Capture;
import io.flowtrack.testdata.Conversation;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The analysis of whole conversations, sound and mistreated. */
class TcpAnalysisRandomTest {
    private static final Endpoint CLIENT = Endpoint.of("192.0.2.7", 4_000);
    private static final Endpoint SERVER = Endpoint.of("198.51.100.9", 80);
    private static final long MILLI = 1_000_000;

    private static List<FlowRecord<FiveTuple>> play(List<Frame> frames) {
        List<FlowRecord<FiveTuple>> records = new ArrayList<>();
        FlowListener<FiveTuple, @Nullable Void> listener = new FlowListener<>() {
            @Override
            public void onEnded(Flow<FiveTuple, @Nullable Void> flow, EndReason reason) {
                records.add(flow.snapshot(reason));
            }
        };
        FlowTracker<FiveTuple, @Nullable Void> tracker = FlowTracker.of(
                FiveTupleExtractor.bidirectional(),
                TrackerConfig.builder().endedAt(EndedAt.LINGER_END).build());
        frames.forEach(frame -> tracker.track(frame.view(), listener));
        tracker.flush(listener);
        return records;
    }

    private static TcpFindings findings(List<Frame> frames) {
        return Objects.requireNonNull(play(frames).get(0).tcpAnalysis());
    }

    private static Conversation exchange(Endpoint client, Endpoint server) {
        return Conversation.between(client, server)
                .handshake()
                .send(Side.INITIATOR, 5_000)
                .ack(Side.RESPONDER)
                .send(Side.RESPONDER, 20_000)
                .ack(Side.INITIATOR)
                .pause(Duration.ofMinutes(1))
                .keepAlive(Side.INITIATOR)
                .close(Side.INITIATOR);
    }

    private static Capture mistreated(Capture capture, long seed) {
        Random random = new Random(seed);
        Capture lossy = capture.dropping(random.nextInt(capture.size()), random.nextInt(capture.size()));
        int index = random.nextInt(lossy.size());
        return lossy.retransmitting(index, index + random.nextInt(lossy.size() - index))
                .reordering(seed);
    }

    @Test
    void aSoundConversationShowsNothingOdd() {
        TcpFindings found = findings(exchange(CLIENT, SERVER).capture());
        for (Side side : Side.values()) {
            TcpSideFindings one = found.side(side);
            assertThat(anomalies(one)).as(side.toString()).isZero();
            assertThat(one.maxSegmentLength()).isEqualTo(1_460);
            assertThat(one.windowScaleShift()).isEqualTo(7);
            assertThat(one.isSackPermitted()).isTrue();
            assertThat(one.initialWindow()).isEqualTo(0xFFFF);
            assertThat(one.rttSamples()).isGreaterThanOrEqualTo(3);
        }
        assertThat(found.initiator().keepAlives()).isEqualTo(1);
        assertThat(found.serverLegNanos()).isEqualTo(MILLI);
        assertThat(found.clientLegNanos()).isEqualTo(MILLI);
        assertThat(found.handshakeNanos()).isEqualTo(2 * MILLI);
    }

    private static long anomalies(TcpSideFindings side) {
        return side.retransmittedPackets()
                + side.outOfOrderPackets()
                + side.sequenceGaps()
                + side.duplicateAcknowledgements()
                + side.zeroWindowEpisodes()
                + side.congestionEchoes()
                + side.congestionResponses();
    }

    @Test
    void otherFlowsHaveNone() {
        assertThat(play(Traffic.random(1, 20).capture()).stream()
                        .filter(flow -> flow.history().isEmpty()))
                .isNotEmpty()
                .allMatch(flow -> flow.tcpAnalysis() == null);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void swappingTheAddressesChangesNothing(long seed) {
        TcpFindings one = findings(mistreated(exchange(CLIENT, SERVER).capture(), seed));
        TcpFindings other = findings(mistreated(exchange(SERVER, CLIENT).capture(), seed));
        assertThat(other).as("seed %d", seed).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noOrderOfPacketsMakesAbsurdNumbers(long seed) {
        List<Frame> frames = new ArrayList<>(Traffic.random(seed, 60).capture());
        for (int round = 0; round < 4; round++) {
            for (FlowRecord<FiveTuple> flow : play(frames)) {
                TcpFindings found = flow.tcpAnalysis();
                if (found != null) {
                    for (Side side : Side.values()) {
                        check(flow, found.side(side), side);
                    }
                    assertThat(found.serverLegNanos()).isGreaterThanOrEqualTo(-1);
                    assertThat(found.clientLegNanos()).isGreaterThanOrEqualTo(-1);
                    assertThat(found.handshakeNanos()).isGreaterThanOrEqualTo(-1);
                }
            }
            Collections.shuffle(frames, new Random(seed + round));
        }
    }

    private static void check(FlowRecord<FiveTuple> flow, TcpSideFindings found, Side side) {
        long packets = flow.counts(side).packets();
        String what = flow.key() + " " + found;
        assertThat(found.retransmittedPackets() + found.outOfOrderPackets() + found.sequenceGaps() + found.keepAlives())
                .as(what)
                .isBetween(0L, packets);
        assertThat(found.fastRetransmissions() + found.spuriousRetransmissions())
                .as(what)
                .isBetween(0L, found.retransmittedPackets());
        assertThat(found.retransmittedBytes())
                .as(what)
                .isBetween(0L, flow.counts(side).payloadBytes());
        assertThat(found.duplicateAcknowledgements() + found.zeroWindowEpisodes())
                .as(what)
                .isBetween(0L, packets);
        assertThat(found.rttSamples())
                .as(what)
                .isBetween(0L, flow.counts(side.opposite()).packets());
        assertThat(found.smoothedRttNanos()).as(what).isGreaterThanOrEqualTo(found.minRttNanos());
        assertThat(found.rttVariationNanos()).as(what).isGreaterThanOrEqualTo(-1);
    }
}
