package io.flowtrack.cli;

import io.flowtrack.api.TcpSideAnalysis;
import java.util.function.ToLongFunction;

/** A counter of one side that tshark has, too. */
enum TcpFigure {
    RETRANS("retrans", TcpSideAnalysis::retransmittedPackets),
    FAST_RETRANS("fast_retrans", TcpSideAnalysis::fastRetransmissions),
    SPURIOUS("spurious", TcpSideAnalysis::spuriousRetransmissions),
    OOO("ooo", TcpSideAnalysis::outOfOrderPackets),
    LOST_SEG("lost_seg", TcpSideAnalysis::sequenceGaps),
    DUPACK("dupack", TcpSideAnalysis::duplicateAcknowledgements),
    KEEPALIVE("keepalive", TcpSideAnalysis::keepAlives),
    ZEROWIN("zerowin", TcpSideAnalysis::zeroWindowEpisodes);

    private final String column;
    private final ToLongFunction<TcpSideAnalysis> ours;

    TcpFigure(String column, ToLongFunction<TcpSideAnalysis> ours) {
        this.column = column;
        this.ours = ours;
    }

    long ours(TcpSideAnalysis side) {
        return ours.applyAsLong(side);
    }

    /** Of the sender of the row's first packet, or of the other endpoint. */
    long tsharks(TsvTable.Row row, boolean isFirstSender) {
        return row.number(column + (isFirstSender ? "_ab" : "_ba"));
    }
}
