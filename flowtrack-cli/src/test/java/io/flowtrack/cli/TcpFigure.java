package io.flowtrack.cli;

import io.flowtrack.api.TcpSideAnalysis;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A counter of one side that tshark has, too.
 *
 * @param column its name in tshark's rows
 * @param counter ours
 */
record TcpFigure(String column, ToLongFunction<TcpSideAnalysis> counter) {
    static final List<TcpFigure> ALL = List.of(
            new TcpFigure("retrans", TcpSideAnalysis::retransmittedPackets),
            new TcpFigure("fast_retrans", TcpSideAnalysis::fastRetransmissions),
            new TcpFigure("spurious", TcpSideAnalysis::spuriousRetransmissions),
            new TcpFigure("ooo", TcpSideAnalysis::outOfOrderPackets),
            new TcpFigure("lost_seg", TcpSideAnalysis::sequenceGaps),
            new TcpFigure("dupack", TcpSideAnalysis::duplicateAcknowledgements),
            new TcpFigure("keepalive", TcpSideAnalysis::keepAlives),
            new TcpFigure("zerowin", TcpSideAnalysis::zeroWindowEpisodes));

    long ours(TcpSideAnalysis side) {
        return counter.applyAsLong(side);
    }

    /** Of the sender of the row's first packet, or of the other endpoint. */
    long tsharks(TsvTable.Row row, boolean isFirstSender) {
        return row.number(column + (isFirstSender ? "_ab" : "_ba"));
    }
}
