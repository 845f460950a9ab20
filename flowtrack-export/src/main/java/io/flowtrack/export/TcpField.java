package io.flowtrack.export;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpSideAnalysis;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A number of the TCP analysis, as the machine-readable formats name it. Below 0 it was not seen.
 *
 * @param name the field's name
 * @param jsonName the same, made ready to be written
 * @param value the number
 * @param <A> what it is a number of
 */
record TcpField<A>(String name, SerializableString jsonName, ToLongFunction<A> value) {
    /** Of the connection. */
    static final List<TcpField<TcpAnalysis>> CONNECTION = List.of(
            of("server_leg_ns", TcpAnalysis::serverLegNanos),
            of("client_leg_ns", TcpAnalysis::clientLegNanos),
            of("handshake_ns", TcpAnalysis::handshakeNanos),
            of("ecn_negotiated", analysis -> analysis.isEcnNegotiated() ? 1 : 0),
            of("initiator_flags", analysis -> analysis.flagsSeen(Side.INITIATOR)),
            of("responder_flags", analysis -> analysis.flagsSeen(Side.RESPONDER)));

    /** Of each side. */
    static final List<TcpField<TcpSideAnalysis>> SIDE = List.of(
            of("retransmitted_packets", TcpSideAnalysis::retransmittedPackets),
            of("retransmitted_bytes", TcpSideAnalysis::retransmittedBytes),
            of("fast_retransmissions", TcpSideAnalysis::fastRetransmissions),
            of("spurious_retransmissions", TcpSideAnalysis::spuriousRetransmissions),
            of("out_of_order_packets", TcpSideAnalysis::outOfOrderPackets),
            of("sequence_gaps", TcpSideAnalysis::sequenceGaps),
            of("duplicate_acknowledgements", TcpSideAnalysis::duplicateAcknowledgements),
            of("zero_window_episodes", TcpSideAnalysis::zeroWindowEpisodes),
            of("keep_alives", TcpSideAnalysis::keepAlives),
            of("congestion_echoes", TcpSideAnalysis::congestionEchoes),
            of("congestion_responses", TcpSideAnalysis::congestionResponses),
            of("resets_out_of_window", TcpSideAnalysis::resetsOutOfWindow),
            of("initial_window", TcpSideAnalysis::initialWindow),
            of("window_scale_shift", TcpSideAnalysis::windowScaleShift),
            of("max_segment_length", TcpSideAnalysis::maxSegmentLength),
            of("sack_permitted", side -> side.isSackPermitted() ? 1 : 0),
            of("rtt_samples", TcpSideAnalysis::rttSamples),
            of("smoothed_rtt_ns", TcpSideAnalysis::smoothedRttNanos),
            of("rtt_variation_ns", TcpSideAnalysis::rttVariationNanos),
            of("min_rtt_ns", TcpSideAnalysis::minRttNanos));

    private static <A> TcpField<A> of(String name, ToLongFunction<A> value) {
        return new TcpField<>(name, new SerializedString(name), value);
    }
}
