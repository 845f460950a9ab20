package io.flowtrack.cli;

import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpSideAnalysis;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A number of the TCP analysis, as the machine-readable formats name it. Below 0 it was not seen.
 *
 * @param name the field's name
 * @param value the number
 * @param <A> what it is a number of
 */
record TcpField<A>(String name, ToLongFunction<A> value) {
    /** Of the connection. */
    static final List<TcpField<TcpAnalysis>> CONNECTION = List.of(
            new TcpField<>("server_leg_ns", TcpAnalysis::serverLegNanos),
            new TcpField<>("client_leg_ns", TcpAnalysis::clientLegNanos),
            new TcpField<>("handshake_ns", TcpAnalysis::handshakeNanos),
            new TcpField<>("ecn_negotiated", analysis -> analysis.isEcnNegotiated() ? 1 : 0));

    /** Of each side. */
    static final List<TcpField<TcpSideAnalysis>> SIDE = List.of(
            new TcpField<>("retransmitted_packets", TcpSideAnalysis::retransmittedPackets),
            new TcpField<>("retransmitted_bytes", TcpSideAnalysis::retransmittedBytes),
            new TcpField<>("fast_retransmissions", TcpSideAnalysis::fastRetransmissions),
            new TcpField<>("spurious_retransmissions", TcpSideAnalysis::spuriousRetransmissions),
            new TcpField<>("out_of_order_packets", TcpSideAnalysis::outOfOrderPackets),
            new TcpField<>("sequence_gaps", TcpSideAnalysis::sequenceGaps),
            new TcpField<>("duplicate_acknowledgements", TcpSideAnalysis::duplicateAcknowledgements),
            new TcpField<>("zero_window_episodes", TcpSideAnalysis::zeroWindowEpisodes),
            new TcpField<>("keep_alives", TcpSideAnalysis::keepAlives),
            new TcpField<>("congestion_echoes", TcpSideAnalysis::congestionEchoes),
            new TcpField<>("congestion_responses", TcpSideAnalysis::congestionResponses),
            new TcpField<>("resets_out_of_window", TcpSideAnalysis::resetsOutOfWindow),
            new TcpField<>("initial_window", TcpSideAnalysis::initialWindow),
            new TcpField<>("window_scale_shift", TcpSideAnalysis::windowScaleShift),
            new TcpField<>("max_segment_length", TcpSideAnalysis::maxSegmentLength),
            new TcpField<>("sack_permitted", side -> side.isSackPermitted() ? 1 : 0),
            new TcpField<>("rtt_samples", TcpSideAnalysis::rttSamples),
            new TcpField<>("smoothed_rtt_ns", TcpSideAnalysis::smoothedRttNanos),
            new TcpField<>("rtt_variation_ns", TcpSideAnalysis::rttVariationNanos),
            new TcpField<>("min_rtt_ns", TcpSideAnalysis::minRttNanos));
}
