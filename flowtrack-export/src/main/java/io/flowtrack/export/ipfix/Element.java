package io.flowtrack.export.ipfix;

/** Information elements of IANA's registry, but for one at their full length in bytes. */
enum Element {
    OCTET_DELTA_COUNT(1, Long.BYTES),
    PACKET_DELTA_COUNT(2, Long.BYTES),
    PROTOCOL_IDENTIFIER(4, Byte.BYTES),
    /** Reduced to its lower half, as RFC 9565 wants where the upper one is not observed. */
    TCP_CONTROL_BITS(6, Byte.BYTES),
    SOURCE_TRANSPORT_PORT(7, Short.BYTES),
    SOURCE_IPV4_ADDRESS(8, Integer.BYTES),
    DESTINATION_TRANSPORT_PORT(11, Short.BYTES),
    DESTINATION_IPV4_ADDRESS(12, Integer.BYTES),
    SOURCE_IPV6_ADDRESS(27, 2 * Long.BYTES),
    DESTINATION_IPV6_ADDRESS(28, 2 * Long.BYTES),
    ICMP_TYPE_CODE_IPV4(32, Short.BYTES),
    SOURCE_MAC_ADDRESS(56, Short.BYTES + Integer.BYTES),
    VLAN_ID(58, Short.BYTES),
    DESTINATION_MAC_ADDRESS(80, Short.BYTES + Integer.BYTES),
    OCTET_TOTAL_COUNT(85, Long.BYTES),
    PACKET_TOTAL_COUNT(86, Long.BYTES),
    FLOW_END_REASON(136, Byte.BYTES),
    ICMP_TYPE_CODE_IPV6(139, Short.BYTES),
    FLOW_ID(148, Long.BYTES),
    FLOW_START_MILLISECONDS(152, Long.BYTES),
    FLOW_END_MILLISECONDS(153, Long.BYTES),
    FLOW_START_NANOSECONDS(156, Long.BYTES),
    FLOW_END_NANOSECONDS(157, Long.BYTES),
    BIFLOW_DIRECTION(239, Byte.BYTES),
    DOT1Q_VLAN_ID(243, Short.BYTES),
    DOT1Q_CUSTOMER_VLAN_ID(245, Short.BYTES),
    LAYER2_SEGMENT_ID(351, Long.BYTES),
    LAYER2_OCTET_DELTA_COUNT(352, Long.BYTES),
    TRANSPORT_OCTET_DELTA_COUNT(401, Long.BYTES);

    private final short id;
    private final short length;

    Element(int id, int length) {
        this.id = (short) id;
        this.length = (short) length;
    }

    short id() {
        return id;
    }

    /** Bytes of a value. */
    short length() {
        return length;
    }
}
