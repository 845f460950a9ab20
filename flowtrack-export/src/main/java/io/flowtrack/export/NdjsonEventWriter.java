package io.flowtrack.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowEvent;
import io.flowtrack.api.FlowScope;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.MacPair;
import io.flowtrack.api.TunnelType;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object on a line for each event; {@code docs/ndjson.md} says what the fields mean. Passed on in whole lines, as
 * records are.
 */
public final class NdjsonEventWriter implements Closeable, Flushable {
    private static final String[] TCP_FLAGS = {"FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR"};

    private final WholeLines out;
    private final JsonLines lines;

    private NdjsonEventWriter(OutputStream out) {
        this.out = new WholeLines(out);
        this.lines = new JsonLines(this.out);
    }

    /** A writer of UTF-8. */
    public static NdjsonEventWriter of(OutputStream out) {
        return new NdjsonEventWriter(out);
    }

    @Override
    public void flush() throws IOException {
        out.passOn();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /**
     * Writes an event.
     *
     * @throws IOException if it cannot be written
     */
    public void write(FlowEvent<?> event) throws IOException {
        JsonGenerator json = lines.begin();
        json.writeStringField("event", name(event));
        JsonRecord.writeTime(json, JsonName.TIME, JsonName.TIME_NS, event.timestampNanos());
        writeKey(json, event.key());
        writeFacts(json, event);
        lines.end();
    }

    private static String name(FlowEvent<?> event) {
        if (event instanceof FlowEvent.Started) {
            return "started";
        } else if (event instanceof FlowEvent.Established) {
            return "established";
        } else if (event instanceof FlowEvent.StateChange) {
            return "state_change";
        } else if (event instanceof FlowEvent.Packet) {
            return "packet";
        } else if (event instanceof FlowEvent.IcmpError) {
            return "icmp_error";
        } else if (event instanceof FlowEvent.Interim) {
            return "interim";
        } else if (event instanceof FlowEvent.EmergencyEntered) {
            return "emergency_entered";
        } else if (event instanceof FlowEvent.EmergencyLeft) {
            return "emergency_left";
        }
        return "ended";
    }

    private static void writeFacts(JsonGenerator json, FlowEvent<?> event) throws IOException {
        if (event instanceof FlowEvent.Started<?> started) {
            json.writeStringField("proto", FlowFacts.name(started.transport()));
            json.writeStringField("initiator_orientation", FlowFacts.name(started.initiatorOrientation()));
        } else if (event instanceof FlowEvent.StateChange<?> change) {
            json.writeStringField("from", FlowFacts.name(change.from()));
            json.writeStringField("to", FlowFacts.name(change.to()));
        } else if (event instanceof FlowEvent.Packet<?> packet) {
            json.writeStringField("side", FlowFacts.name(packet.side()));
            json.writeNumberField("wire_bytes", packet.wireLength());
            json.writeNumberField("payload_bytes", packet.payloadLength());
            writeFlags(json, packet.tcpFlags());
        } else if (event instanceof FlowEvent.IcmpError<?> error) {
            json.writeStringField("sender", FlowFacts.name(error.sender()));
            json.writeNumberField("icmp_type", error.type());
            json.writeNumberField("icmp_code", error.code());
        } else if (event instanceof FlowEvent.EmergencyEntered<?> entered) {
            json.writeNumberField("flows", entered.flowCount());
        } else if (event instanceof FlowEvent.EmergencyLeft<?> left) {
            json.writeNumberField("flows", left.flowCount());
        } else if (event instanceof FlowEvent.Interim<?> interim) {
            json.writeObjectFieldStart("record");
            JsonRecord.writeFields(json, new FlowFacts(interim.record()));
            json.writeEndObject();
        } else if (event instanceof FlowEvent.Ended<?> ended) {
            json.writeObjectFieldStart("record");
            JsonRecord.writeFields(json, new FlowFacts(ended.record()));
            json.writeEndObject();
        }
    }

    private static void writeFlags(JsonGenerator json, int flags) throws IOException {
        json.writeArrayFieldStart("tcp_flags");
        for (int bit = 0; bit < TCP_FLAGS.length; bit++) {
            if ((flags >> bit & 1) != 0) {
                json.writeString(TCP_FLAGS[bit]);
            }
        }
        json.writeEndArray();
    }

    private static void writeKey(JsonGenerator json, @Nullable Object key) throws IOException {
        if (key == null) {
            json.writeNullField("key");
            return;
        }
        json.writeObjectFieldStart("key");
        if (key instanceof FiveTuple tuple) {
            json.writeNumberField("ip_proto", tuple.protocol());
            writeEnd(json, "a", tuple.addressA(), tuple.portA());
            writeEnd(json, "b", tuple.addressB(), tuple.portB());
            writeScope(json, tuple.scope());
        } else if (key instanceof HostPair pair) {
            json.writeStringField("a", pair.a().toString());
            json.writeStringField("b", pair.b().toString());
        } else if (key instanceof MacPair pair) {
            json.writeStringField("a", pair.a().toString());
            json.writeStringField("b", pair.b().toString());
        }
        json.writeEndObject();
    }

    private static void writeScope(JsonGenerator json, FlowScope scope) throws IOException {
        if (!scope.equals(FlowScope.NONE)) {
            json.writeNumberField("outer_vlan_id", scope.outerVlanId());
            json.writeNumberField("inner_vlan_id", scope.innerVlanId());
        }
        TunnelType tunnel = scope.tunnelType();
        if (tunnel != null) {
            json.writeStringField("tunnel_type", tunnel.name().toLowerCase(Locale.ROOT));
            json.writeNumberField("tunnel_id", scope.tunnelId());
        }
    }

    private static void writeEnd(JsonGenerator json, String name, IpAddress address, int port) throws IOException {
        json.writeStringField(name, address.toString());
        json.writeNumberField(name + "_port", port);
    }
}
