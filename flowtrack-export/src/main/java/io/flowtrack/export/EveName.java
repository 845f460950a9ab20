package io.flowtrack.export;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.Locale;

/** Names of fields of an EVE event, made ready once. */
enum EveName {
    TIMESTAMP,
    FLOW_ID,
    EVENT_TYPE,
    VLAN,
    SRC_IP,
    SRC_PORT,
    DEST_IP,
    DEST_PORT,
    IP_V,
    PROTO,
    ICMP_TYPE,
    ICMP_CODE,
    RESPONSE_ICMP_TYPE,
    RESPONSE_ICMP_CODE,
    FLOW,
    PKTS_TOSERVER,
    PKTS_TOCLIENT,
    BYTES_TOSERVER,
    BYTES_TOCLIENT,
    START,
    END,
    AGE,
    STATE,
    REASON,
    ALERTED,
    COMMUNITY_ID,
    TCP,
    TCP_FLAGS,
    TCP_FLAGS_TS,
    TCP_FLAGS_TC,
    SYN,
    FIN,
    RST,
    PSH,
    ACK,
    URG,
    ECN,
    CWR;

    @SuppressWarnings("ImmutableEnumChecker") // it keeps its forms, and never changes
    private final SerializableString text = new SerializedString(name().toLowerCase(Locale.ROOT));

    SerializableString text() {
        return text;
    }
}
