package io.flowtrack.export.ipfix;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import io.flowtrack.api.TcpFindings;
import io.flowtrack.api.TunnelType;
import io.flowtrack.export.FlowNumbered;
import java.util.ArrayList;
import java.util.List;

/**
 * Which fields a record has: records of one shape have one template.
 *
 * @param key what the key is made of, and whether flags are known
 * @param hasOuterVlan whether there is an id of the first VLAN tag
 * @param hasInnerVlan whether there is one of the last of several
 * @param hasVxlan whether the id of a VXLAN is
 * @param hasNumber whether the flow is numbered
 */
record RecordShape(KeyKind key, boolean hasOuterVlan, boolean hasInnerVlan, boolean hasVxlan, boolean hasNumber) {
    private static final int FIRST_TEMPLATE_ID = 256;
    private static final int OPTION_BITS = 4;
    private static final long VXLAN_SEGMENT = 1L << 56;
    private static final byte DIRECTION_BY_INITIATOR = 1;

    private static final List<Field> TIMES = List.of(
            Field.of(
                    Element.FLOW_START_MILLISECONDS,
                    (out, flow) -> out.putLong(FlowTimes.milliseconds(flow.firstNanos()))),
            Field.of(
                    Element.FLOW_END_MILLISECONDS,
                    (out, flow) -> out.putLong(FlowTimes.milliseconds(flow.lastNanos()))),
            Field.of(Element.FLOW_START_NANOSECONDS, (out, flow) -> out.putLong(FlowTimes.ntp(flow.firstNanos()))),
            Field.of(Element.FLOW_END_NANOSECONDS, (out, flow) -> out.putLong(FlowTimes.ntp(flow.lastNanos()))));

    private static final List<Field> ENDS = List.of(
            Field.of(Element.FLOW_END_REASON, (out, flow) -> out.put(EndReasons.number(flow.endReason()))),
            Field.of(Element.BIFLOW_DIRECTION, (out, flow) -> out.put(DIRECTION_BY_INITIATOR)));

    private static final List<Field> TCP_FLAGS = List.of(
            Field.reverse(Element.TCP_CONTROL_BITS, (out, flow) -> out.put(tcpFlags(flow, Side.RESPONDER))),
            Field.of(Element.TCP_CONTROL_BITS, (out, flow) -> out.put(tcpFlags(flow, Side.INITIATOR))));

    private static final List<Field> OUTER_VLAN = List.of(
            Field.of(
                    Element.VLAN_ID,
                    (out, flow) -> out.putShort((short) flow.vlanIds().outer())),
            Field.of(
                    Element.DOT1Q_VLAN_ID,
                    (out, flow) -> out.putShort((short) flow.vlanIds().outer())));

    private static final Field INNER_VLAN = Field.of(
            Element.DOT1Q_CUSTOMER_VLAN_ID,
            (out, flow) -> out.putShort((short) flow.vlanIds().inner()));

    /** The type of the segment stands in the first byte, its id in the last ones. */
    private static final Field VXLAN = Field.of(
            Element.LAYER2_SEGMENT_ID,
            (out, flow) -> out.putLong(VXLAN_SEGMENT | flow.scope().tunnelId()));

    private static final Field NUMBER = Field.of(Element.FLOW_ID, (out, flow) -> out.putLong(number(flow)));

    /**
     * The shape of a record.
     *
     * @throws IllegalArgumentException if its key is none of the ready-made ones, or a pair of two IP versions
     */
    static RecordShape of(FlowRecord<?> flow) {
        return new RecordShape(
                KeyKind.of(flow),
                flow.vlanIds().outer() != 0,
                flow.vlanIds().inner() != 0,
                flow.scope().tunnelType() == TunnelType.VXLAN,
                flow.userState() instanceof FlowNumbered);
    }

    /** The number of this shape's template, always the same. */
    int templateId() {
        int options = (hasOuterVlan ? 1 : 0) | (hasInnerVlan ? 2 : 0) | (hasNumber ? 4 : 0) | (hasVxlan ? 8 : 0);
        return FIRST_TEMPLATE_ID + (key.number() << OPTION_BITS | options);
    }

    /**
     * The fields, in the order in which they are written. Totals stand before deltas: those who have one counter for both, as
     * nfdump, keep what comes last, and only deltas can be added up. In the same way the source's flags stand behind those of
     * the destination.
     */
    List<Field> fields() {
        List<Field> fields = new ArrayList<>(TIMES);
        fields.addAll(KeyFields.of(key));
        if (hasOuterVlan) {
            fields.addAll(OUTER_VLAN);
        }
        if (hasInnerVlan) {
            fields.add(INNER_VLAN);
        }
        if (hasVxlan) {
            fields.add(VXLAN);
        }
        fields.addAll(counters(Side.INITIATOR));
        fields.addAll(counters(Side.RESPONDER));
        if (key.hasTcpFlags()) {
            fields.addAll(TCP_FLAGS);
        }
        fields.addAll(ENDS);
        if (hasNumber) {
            fields.add(NUMBER);
        }
        return fields;
    }

    private static long number(FlowRecord<?> flow) {
        return flow.userState() instanceof FlowNumbered numbered ? numbered.flowNumber() : 0;
    }

    /** The flags since the flow began; the four bits above them in the header are not known, and stay 0. */
    private static byte tcpFlags(FlowRecord<?> flow, Side side) {
        TcpFindings analysis = flow.tcpAnalysis();
        return analysis == null ? 0 : (byte) analysis.flagsSeen(side);
    }

    private static List<Field> counters(Side side) {
        boolean isReverse = side == Side.RESPONDER;
        return List.of(
                new Field(
                        Element.OCTET_TOTAL_COUNT,
                        isReverse,
                        (out, flow) -> out.putLong(flow.counts(side).ipBytes())),
                new Field(
                        Element.PACKET_TOTAL_COUNT,
                        isReverse,
                        (out, flow) -> out.putLong(flow.counts(side).packets())),
                new Field(
                        Element.OCTET_DELTA_COUNT,
                        isReverse,
                        (out, flow) -> out.putLong(flow.delta(side).ipBytes())),
                new Field(
                        Element.PACKET_DELTA_COUNT,
                        isReverse,
                        (out, flow) -> out.putLong(flow.delta(side).packets())),
                new Field(
                        Element.LAYER2_OCTET_DELTA_COUNT,
                        isReverse,
                        (out, flow) -> out.putLong(flow.delta(side).wireBytes())),
                new Field(
                        Element.TRANSPORT_OCTET_DELTA_COUNT,
                        isReverse,
                        (out, flow) -> out.putLong(flow.delta(side).payloadBytes())));
    }
}
