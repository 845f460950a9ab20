package io.flowtrack.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.Tunnel;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The fields of a flow as JSON, always all of them and in this order; {@code docs/ndjson.md} says what they mean. */
final class JsonRecord {
    private JsonRecord() {}

    /** Writes the fields into the object that is open. */
    static void writeFields(JsonGenerator json, FlowFacts facts) throws IOException {
        FlowRecord<?> flow = facts.flow();
        write(json, JsonName.PROTO, facts.proto());
        writeNumber(json, JsonName.IP_PROTO, facts.ipProtocol());
        writeNumber(json, JsonName.ICMP_TYPE, facts.icmpType());
        writeNumber(json, JsonName.ICMP_CODE, facts.icmpCode());
        writeNumber(json, JsonName.OUTER_VLAN_ID, facts.outerVlanId());
        writeNumber(json, JsonName.INNER_VLAN_ID, facts.innerVlanId());
        writeTime(json, JsonName.START, JsonName.START_NS, flow.firstNanos());
        writeTime(json, JsonName.END, JsonName.END_NS, flow.lastNanos());
        write(json, JsonName.DURATION_NS, flow.lastNanos() - flow.firstNanos());
        for (Side side : Side.values()) {
            writeSide(json, facts, side);
        }
        write(json, JsonName.INITIATOR_ORIENTATION, facts.initiatorOrientation());
        write(json, JsonName.STATE, facts.state());
        write(json, JsonName.CONN_STATE, flow.connState().name());
        write(json, JsonName.HISTORY, flow.history());
        write(json, JsonName.MISSED_BYTES, flow.missedBytes());
        write(json, JsonName.END_REASON, facts.endReason());
        writeReport(json, flow);
        writeTunnels(json, flow.tunnels());
        writeTcp(json, flow.tcpAnalysis());
    }

    /** Which report this is, and what came since the last one. */
    private static void writeReport(JsonGenerator json, FlowRecord<?> flow) throws IOException {
        write(json, JsonName.REPORT_NUMBER, flow.reportNumber());
        json.writeFieldName(JsonName.DELTA.text());
        json.writeStartObject();
        writeTime(json, JsonName.START, JsonName.START_NS, flow.deltaStartNanos());
        for (Side side : Side.values()) {
            writeStart(json, side);
            writeCounts(json, flow.delta(side));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    static void writeTunnels(JsonGenerator json, List<Tunnel> tunnels) throws IOException {
        json.writeFieldName(JsonName.TUNNELS.text());
        json.writeStartArray();
        for (Tunnel tunnel : tunnels) {
            json.writeStartObject();
            write(json, JsonName.TYPE, FlowFacts.name(tunnel.type()));
            writeAddress(json, JsonName.SOURCE, tunnel.source());
            writeAddress(json, JsonName.DESTINATION, tunnel.destination());
            if (tunnel.id() == Tunnel.NO_ID) {
                json.writeFieldName(JsonName.ID.text());
                json.writeNull();
            } else {
                write(json, JsonName.ID, tunnel.id());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeAddress(JsonGenerator json, JsonName name, @Nullable IpAddress address)
            throws IOException {
        write(json, name, address == null ? null : address.toString());
    }

    private static void writeTcp(JsonGenerator json, @Nullable TcpAnalysis analysis) throws IOException {
        if (analysis == null) {
            json.writeFieldName(JsonName.TCP.text());
            json.writeNull();
            return;
        }
        json.writeFieldName(JsonName.TCP.text());
        json.writeStartObject();
        writeAll(json, TcpField.CONNECTION, analysis);
        for (Side side : Side.values()) {
            writeStart(json, side);
            writeAll(json, TcpField.SIDE, analysis.side(side));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static <A> void writeAll(JsonGenerator json, List<TcpField<A>> fields, A analysis) throws IOException {
        for (TcpField<A> field : fields) {
            long value = field.value().applyAsLong(analysis);
            json.writeFieldName(field.jsonName());
            if (value < 0) {
                json.writeNull();
            } else {
                json.writeNumber(value);
            }
        }
    }

    /** Writes a time twice: as text for people, and as nanoseconds since 1970-01-01T00:00Z. */
    static void writeTime(JsonGenerator json, JsonName name, JsonName nanosName, long nanos) throws IOException {
        write(json, name, Times.isoNanos(nanos));
        write(json, nanosName, nanos);
    }

    /** Writes a field of text, or null. */
    static void write(JsonGenerator json, JsonName name, @Nullable String text) throws IOException {
        json.writeFieldName(name.text());
        json.writeString(text);
    }

    /** Writes a field that is a number. */
    static void write(JsonGenerator json, JsonName name, long number) throws IOException {
        json.writeFieldName(name.text());
        json.writeNumber(number);
    }

    private static void writeStart(JsonGenerator json, Side side) throws IOException {
        json.writeFieldName((side == Side.INITIATOR ? JsonName.INITIATOR : JsonName.RESPONDER).text());
        json.writeStartObject();
    }

    private static void writeSide(JsonGenerator json, FlowFacts facts, Side side) throws IOException {
        writeStart(json, side);
        write(json, JsonName.ADDRESS, facts.endpoint(side).address().toString());
        writeNumber(json, JsonName.PORT, facts.port(side));
        writeCounts(json, facts.flow().counts(side));
        json.writeEndObject();
    }

    private static void writeCounts(JsonGenerator json, SideCounts counts) throws IOException {
        write(json, JsonName.PACKETS, counts.packets());
        write(json, JsonName.WIRE_BYTES, counts.wireBytes());
        write(json, JsonName.IP_BYTES, counts.ipBytes());
        write(json, JsonName.PAYLOAD_BYTES, counts.payloadBytes());
        write(json, JsonName.STREAM_BYTES, counts.streamBytes());
    }

    /** Writes a field that is a number, or null. */
    static void writeNumber(JsonGenerator json, JsonName name, OptionalLong number) throws IOException {
        json.writeFieldName(name.text());
        if (number.isPresent()) {
            json.writeNumber(number.getAsLong());
        } else {
            json.writeNull();
        }
    }

    private static void writeNumber(JsonGenerator json, JsonName name, OptionalInt number) throws IOException {
        json.writeFieldName(name.text());
        if (number.isPresent()) {
            json.writeNumber(number.getAsInt());
        } else {
            json.writeNull();
        }
    }
}
