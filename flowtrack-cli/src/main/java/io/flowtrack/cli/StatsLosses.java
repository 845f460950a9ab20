package io.flowtrack.cli;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpSideAnalysis;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/** What TCP connections lost, or had to repeat, as sums of what is known of each side. */
final class StatsLosses {
    /** What is summed up, in the order of its telling. */
    enum Kind {
        RETRANSMITTED_PACKETS(TcpSideAnalysis::retransmittedPackets),
        RETRANSMITTED_BYTES(TcpSideAnalysis::retransmittedBytes),
        FAST_RETRANSMISSIONS(TcpSideAnalysis::fastRetransmissions),
        SPURIOUS_RETRANSMISSIONS(TcpSideAnalysis::spuriousRetransmissions),
        OUT_OF_ORDER_PACKETS(TcpSideAnalysis::outOfOrderPackets),
        SEQUENCE_GAPS(TcpSideAnalysis::sequenceGaps),
        DUPLICATE_ACKNOWLEDGEMENTS(TcpSideAnalysis::duplicateAcknowledgements),
        ZERO_WINDOW_EPISODES(TcpSideAnalysis::zeroWindowEpisodes);

        @SuppressWarnings("ImmutableEnumChecker") // a method of an interface
        private final ToLongFunction<TcpSideAnalysis> figure;

        Kind(ToLongFunction<TcpSideAnalysis> figure) {
            this.figure = figure;
        }
    }

    private final Map<Kind, Long> sums = new EnumMap<>(Kind.class);
    private long tcpPackets;
    private long missedBytes;

    void add(FlowRecord<?> flow) {
        TcpAnalysis analysis = flow.tcpAnalysis();
        if (analysis == null) {
            return;
        }
        tcpPackets += flow.initiator().packets() + flow.responder().packets();
        missedBytes += flow.missedBytes();
        for (Side side : Side.values()) {
            for (Kind kind : Kind.values()) {
                sums.merge(kind, kind.figure.applyAsLong(analysis.side(side)), Long::sum);
            }
        }
    }

    /** Packets of all TCP flows. */
    long tcpPackets() {
        return tcpPackets;
    }

    /** Bytes that were acknowledged, but not captured. */
    long missedBytes() {
        return missedBytes;
    }

    long sum(Kind kind) {
        return sums.getOrDefault(kind, 0L);
    }
}
