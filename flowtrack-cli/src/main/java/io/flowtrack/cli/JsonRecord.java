package io.flowtrack.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.Tunnel;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The fields of a flow as JSON, always all of them and in this order; {@code docs/ndjson.md} says what they mean. */
final class JsonRecord {
    private JsonRecord() {}

    /** Writes the fields into the object that is open. */
    static void writeFields(JsonGenerator json, FlowRecord<?> flow) throws IOException {
        FlowFacts facts = new FlowFacts(flow);
        json.writeStringField("proto", facts.proto());
        writeNumber(json, "ip_proto", facts.ipProtocol());
        writeNumber(json, "icmp_type", facts.icmpType());
        writeNumber(json, "icmp_code", facts.icmpCode());
        writeNumber(json, "outer_vlan_id", facts.outerVlanId());
        writeNumber(json, "inner_vlan_id", facts.innerVlanId());
        writeTime(json, "start", flow.firstNanos());
        writeTime(json, "end", flow.lastNanos());
        json.writeNumberField("duration_ns", flow.lastNanos() - flow.firstNanos());
        for (Side side : Side.values()) {
            writeSide(json, facts, side);
        }
        json.writeStringField("initiator_orientation", facts.initiatorOrientation());
        json.writeStringField("state", facts.state());
        json.writeStringField("conn_state", flow.connState().name());
        json.writeStringField("history", flow.history());
        json.writeNumberField("missed_bytes", flow.missedBytes());
        json.writeStringField("end_reason", facts.endReason());
        writeTunnels(json, flow.tunnels());
        writeTcp(json, flow.tcpAnalysis());
    }

    private static void writeTunnels(JsonGenerator json, List<Tunnel> tunnels) throws IOException {
        json.writeArrayFieldStart("tunnels");
        for (Tunnel tunnel : tunnels) {
            json.writeStartObject();
            json.writeStringField("type", tunnel.type().name().toLowerCase(Locale.ROOT));
            writeAddress(json, "source", tunnel.source());
            writeAddress(json, "destination", tunnel.destination());
            if (tunnel.id() == Tunnel.NO_ID) {
                json.writeNullField("id");
            } else {
                json.writeNumberField("id", tunnel.id());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeAddress(JsonGenerator json, String name, @Nullable IpAddress address) throws IOException {
        if (address == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, address.toString());
        }
    }

    private static void writeTcp(JsonGenerator json, @Nullable TcpAnalysis analysis) throws IOException {
        if (analysis == null) {
            json.writeNullField("tcp");
            return;
        }
        json.writeObjectFieldStart("tcp");
        writeAll(json, TcpField.CONNECTION, analysis);
        for (Side side : Side.values()) {
            json.writeObjectFieldStart(FlowFacts.name(side));
            writeAll(json, TcpField.SIDE, analysis.side(side));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static <A> void writeAll(JsonGenerator json, List<TcpField<A>> fields, A analysis) throws IOException {
        for (TcpField<A> field : fields) {
            long value = field.value().applyAsLong(analysis);
            if (value < 0) {
                json.writeNullField(field.name());
            } else {
                json.writeNumberField(field.name(), value);
            }
        }
    }

    /** Writes a time twice: as text for people, and as nanoseconds since 1970-01-01T00:00Z under {@code name_ns}. */
    static void writeTime(JsonGenerator json, String name, long nanos) throws IOException {
        json.writeStringField(name, Times.isoNanos(nanos));
        json.writeNumberField(name + "_ns", nanos);
    }

    private static void writeSide(JsonGenerator json, FlowFacts facts, Side side) throws IOException {
        SideCounts counts = facts.flow().counts(side);
        json.writeObjectFieldStart(FlowFacts.name(side));
        json.writeStringField("address", facts.endpoint(side).address().toString());
        writeNumber(json, "port", facts.port(side));
        json.writeNumberField("packets", counts.packets());
        json.writeNumberField("wire_bytes", counts.wireBytes());
        json.writeNumberField("ip_bytes", counts.ipBytes());
        json.writeNumberField("payload_bytes", counts.payloadBytes());
        json.writeNumberField("stream_bytes", counts.streamBytes());
        json.writeEndObject();
    }

    private static void writeNumber(JsonGenerator json, String name, OptionalInt number) throws IOException {
        if (number.isPresent()) {
            json.writeNumberField(name, number.getAsInt());
        } else {
            json.writeNullField(name);
        }
    }
}
