package io.flowtrack.export;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;

/** Names of fields of a record, made ready once: most of what is written are names. */
enum JsonName {
    UID,
    FLOW_NUMBER,
    COMMUNITY_ID,
    PROTO,
    IP_PROTO,
    ICMP_TYPE,
    ICMP_CODE,
    OUTER_VLAN_ID,
    INNER_VLAN_ID,
    TIME,
    TIME_NS,
    START,
    START_NS,
    END,
    END_NS,
    DURATION_NS,
    INITIATOR,
    RESPONDER,
    ADDRESS,
    PORT,
    PACKETS,
    WIRE_BYTES,
    IP_BYTES,
    PAYLOAD_BYTES,
    STREAM_BYTES,
    INITIATOR_ORIENTATION,
    STATE,
    CONN_STATE,
    HISTORY,
    MISSED_BYTES,
    END_REASON,
    REPORT_NUMBER,
    DELTA,
    TUNNELS,
    TYPE,
    SOURCE,
    DESTINATION,
    ID,
    TCP;

    @SuppressWarnings("ImmutableEnumChecker") // it keeps its forms, and never changes
    private final SerializableString text = new SerializedString(name().toLowerCase(Locale.ROOT));

    SerializableString text() {
        return text;
    }
}
