package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideStats;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random traffic, and the same traffic with its packets cut into fragments, which come in any order. */
class FragmentedTrafficTest {
    private static final int LINK = 14;
    private static final int MORE = 0x20;

    /** What became of the flows, and how many bytes of IP their packets had. */
    private static final class Facts implements FlowListener<FiveTuple, @Nullable Void> {
        final List<String> lines = new ArrayList<>();
        long packets;
        long ipBytes;

        @Override
        public void onStateChange(Flow<FiveTuple, @Nullable Void> flow, FlowState from, FlowState to) {
            lines.add(flow.key() + " " + from + "-" + to);
        }

        @Override
        public void onEnded(Flow<FiveTuple, @Nullable Void> flow, EndReason reason) {
            SideStats there = flow.stats(Side.INITIATOR);
            SideStats back = flow.stats(Side.RESPONDER);
            lines.add(flow.key() + " " + flow.initiatorOrientation() + " " + flow.history() + " " + flow.connState()
                    + " " + flow.firstNanos() + " " + flow.lastNanos() + " " + flow.missedBytes() + " "
                    + there.payloadBytes() + " " + there.streamBytes() + " " + back.payloadBytes() + " "
                    + back.streamBytes() + " " + reason);
            packets += there.packets() + back.packets();
            ipBytes += there.ipBytes() + back.ipBytes();
        }
    }

    private static Facts play(List<Frame> frames, TrackerConfig config) {
        FlowTracker<FiveTuple, @Nullable Void> tracker =
                FlowTracker.of(FiveTupleExtractor.bidirectional().verifyingChecksums(), config);
        Facts facts = new Facts();
        frames.forEach(frame -> tracker.track(frame.view(), facts));
        tracker.flush(facts);
        TrackerStats stats = tracker.stats();
        assertThat(stats.packets()).isEqualTo(frames.size());
        assertThat(stats.packets()).isEqualTo(stats.packetsInFlows() + stats.passedOverTotal());
        return facts;
    }

    private static boolean isWholeIpv4(Frame frame) {
        byte[] bytes = frame.bytes();
        return bytes.length > LINK + 20
                && bytes[LINK] >= 0x45
                && u16(bytes, LINK + 2) > (bytes[LINK] & 0xF) * 4
                && bytes[12] == 8
                && bytes[13] == 0
                && (bytes[LINK + 6] & 0x3F) == 0
                && bytes[LINK + 7] == 0
                && bytes.length >= LINK + u16(bytes, LINK + 2);
    }

    private static int u16(byte[] bytes, int offset) {
        return (bytes[offset] & 0xFF) << 8 | (bytes[offset + 1] & 0xFF);
    }

    private static List<Frame> cut(Frame frame, Random random, int number) {
        byte[] bytes = frame.bytes();
        int header = (bytes[LINK] & 0xF) * 4;
        int length = u16(bytes, LINK + 2) - header;
        List<Frame> pieces = new ArrayList<>();
        for (int offset = 0; offset < length; ) {
            int end = Math.min(length, offset + 8 * (1 + random.nextInt(1 + length / 16)));
            byte[] piece = Arrays.copyOf(bytes, LINK + header + end - offset);
            System.arraycopy(bytes, LINK + header + offset, piece, LINK + header, end - offset);
            put16(piece, LINK + 2, header + end - offset);
            put16(piece, LINK + 4, number);
            put16(piece, LINK + 6, (end < length ? MORE << 8 : 0) | offset / 8);
            put16(piece, LINK + 10, 0);
            put16(piece, LINK + 10, checksum(piece, header));
            pieces.add(Frame.of(piece, frame.timestampNanos(), frame.linkType()));
            offset = end;
        }
        Collections.shuffle(pieces, random);
        return pieces.size() == 1 ? List.of(frame) : pieces;
    }

    private static void put16(byte[] bytes, int offset, int value) {
        bytes[offset] = (byte) (value >> 8);
        bytes[offset + 1] = (byte) value;
    }

    private static int checksum(byte[] bytes, int header) {
        int sum = 0;
        for (int i = 0; i < header; i += 2) {
            sum += u16(bytes, LINK + i);
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        return ~(sum + (sum >>> 16)) & 0xFFFF;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void onlyPacketsAndBytesOfTheirHeadersDiffer(long seed) {
        Random random = new Random(seed);
        List<Frame> whole = new ArrayList<>();
        List<Frame> inPieces = new ArrayList<>();
        for (Frame frame : Traffic.random(seed, 200).capture()) {
            whole.add(frame);
            inPieces.addAll(isWholeIpv4(frame) ? cut(frame, random, whole.size()) : List.of(frame));
        }
        assertThat(inPieces.size()).isGreaterThan(whole.size() * 3 / 2);

        Facts expected = play(whole, TrackerConfig.zeek());
        Facts facts = play(inPieces, TrackerConfig.zeek());
        assertThat(facts.lines).as("seed %d", seed).isEqualTo(expected.lines);
        assertThat(facts.packets).isEqualTo(expected.packets);
        assertThat(facts.ipBytes).isEqualTo(expected.ipBytes);

        expected = play(whole, TrackerConfig.defaults());
        facts = play(inPieces, TrackerConfig.defaults());
        assertThat(facts.lines).as("seed %d", seed).isEqualTo(expected.lines);
        assertThat(facts.packets).isGreaterThan(expected.packets);
        assertThat(facts.ipBytes - expected.ipBytes).isGreaterThanOrEqualTo(20 * (facts.packets - expected.packets));
    }
}
