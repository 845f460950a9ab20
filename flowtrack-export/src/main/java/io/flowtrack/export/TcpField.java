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
 * @param type what kind of value it is in a table
 * @param description what it means, in a few words
 * @param value the number
 * @param <A> what it is a number of
 */
record TcpField<A>(
        String name, SerializableString jsonName, FlowColumn.Type type, String description, ToLongFunction<A> value) {
    /** Of the connection. */
    static final List<TcpField<TcpAnalysis>> CONNECTION = List.of(
            of("server_leg_ns", "from SYN to SYN-ACK", TcpAnalysis::serverLegNanos),
            of("client_leg_ns", "from SYN-ACK to its acknowledgement", TcpAnalysis::clientLegNanos),
            of("handshake_ns", "from the first SYN to the acknowledgement of the SYN-ACK", TcpAnalysis::handshakeNanos),
            flag(
                    "ecn_negotiated",
                    "whether both sides agreed on explicit congestion notification",
                    analysis -> analysis.isEcnNegotiated() ? 1 : 0),
            small("initiator_flags", "flags seen in the initiator's packets", a -> a.flagsSeen(Side.INITIATOR)),
            small("responder_flags", "flags seen in the responder's packets", a -> a.flagsSeen(Side.RESPONDER)));

    /** Of each side. */
    static final List<TcpField<TcpSideAnalysis>> SIDE = List.of(
            of("retransmitted_packets", "packets sent again", TcpSideAnalysis::retransmittedPackets),
            of("retransmitted_bytes", "payload bytes sent again", TcpSideAnalysis::retransmittedBytes),
            of(
                    "fast_retransmissions",
                    "retransmissions that duplicate acknowledgements asked for",
                    TcpSideAnalysis::fastRetransmissions),
            of(
                    "spurious_retransmissions",
                    "retransmissions of what had been acknowledged",
                    TcpSideAnalysis::spuriousRetransmissions),
            of("out_of_order_packets", "packets that were overtaken", TcpSideAnalysis::outOfOrderPackets),
            of("sequence_gaps", "packets that came before what they follow", TcpSideAnalysis::sequenceGaps),
            of(
                    "duplicate_acknowledgements",
                    "acknowledgements that repeat the one before",
                    TcpSideAnalysis::duplicateAcknowledgements),
            of("zero_window_episodes", "how often the window was closed", TcpSideAnalysis::zeroWindowEpisodes),
            of("keep_alives", "probes of an idle connection", TcpSideAnalysis::keepAlives),
            of("congestion_echoes", "packets with ECE", TcpSideAnalysis::congestionEchoes),
            of("congestion_responses", "packets with CWR", TcpSideAnalysis::congestionResponses),
            of("resets_out_of_window", "RSTs that the other side need not believe", TcpSideAnalysis::resetsOutOfWindow),
            small("initial_window", "window of the SYN, in bytes, not scaled", TcpSideAnalysis::initialWindow),
            small("window_scale_shift", "bits by which later windows are shifted", TcpSideAnalysis::windowScaleShift),
            small("max_segment_length", "largest segment that this side takes", TcpSideAnalysis::maxSegmentLength),
            flag(
                    "sack_permitted",
                    "whether the SYN allows selective acknowledgements",
                    side -> side.isSackPermitted() ? 1 : 0),
            of("rtt_samples", "round trips measured", TcpSideAnalysis::rttSamples),
            of(
                    "smoothed_rtt_ns",
                    "smoothed round-trip time to the other side and back",
                    TcpSideAnalysis::smoothedRttNanos),
            of("rtt_variation_ns", "its variation", TcpSideAnalysis::rttVariationNanos),
            of("min_rtt_ns", "the shortest round trip", TcpSideAnalysis::minRttNanos));

    private static <A> TcpField<A> of(String name, String description, ToLongFunction<A> value) {
        return new TcpField<>(name, FlowColumn.Type.LONG, description, value);
    }

    /** A number that fits into 32 bits. */
    private static <A> TcpField<A> small(String name, String description, ToLongFunction<A> value) {
        return new TcpField<>(name, FlowColumn.Type.INT, description, value);
    }

    /** 1 for yes, 0 for no. */
    private static <A> TcpField<A> flag(String name, String description, ToLongFunction<A> value) {
        return new TcpField<>(name, FlowColumn.Type.BOOL, description, value);
    }

    private TcpField(String name, FlowColumn.Type type, String description, ToLongFunction<A> value) {
        this(name, new SerializedString(name), type, description, value);
    }
}
