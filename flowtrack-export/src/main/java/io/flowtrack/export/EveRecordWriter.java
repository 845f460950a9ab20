package io.flowtrack.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowtrack.api.CommunityId;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.TcpFindings;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.Transport;
import io.flowtrack.api.VlanIds;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Suricata's EVE log: an event of the type {@code flow} on a line for each record of a five-tuple. The initiator is the client.
 * {@code docs/formats.md} says what each field is made of, and what is left out.
 */
public final class EveRecordWriter implements FlowRecordWriter {
    private static final int TIME_LENGTH = 32;
    private static final int PARTS_OF_IPV6 = 8;
    private static final int PART_BITS = 16;
    private static final int HEX_BITS = 4;
    private static final String HEX = "0123456789abcdef";

    private final WholeLines out;
    private final JsonLines lines;
    private final FlowUids uids = new FlowUids();
    private final Text text = new Text(2 * TIME_LENGTH);
    private @Nullable CommunityId communityIds;

    private EveRecordWriter(OutputStream out) {
        this.out = new WholeLines(out);
        this.lines = new JsonLines(this.out);
    }

    /** A writer of UTF-8. */
    public static EveRecordWriter of(OutputStream out) {
        return new EveRecordWriter(out);
    }

    /**
     * Gives all events that are written from now on a field {@code community_id}, as Suricata does with the setting
     * {@code community-id: true}.
     *
     * @param ids used by this writer alone
     */
    public EveRecordWriter withCommunityIds(CommunityId ids) {
        communityIds = ids;
        return this;
    }

    /** Writes a record, but for one of a flow that goes on: Suricata tells of a flow once, when it is over. */
    @Override
    public void write(FlowRecord<?> flow) throws IOException {
        if (flow.isInterim()) {
            return;
        }
        if (!(flow.key() instanceof FiveTuple tuple)) {
            throw new IllegalArgumentException("an EVE event of " + flow.key().getClass());
        }
        JsonGenerator json = lines.begin();
        write(json, EveName.TIMESTAMP, time(flow.lastNanos()));
        write(json, EveName.FLOW_ID, uids.number(flow));
        write(json, EveName.EVENT_TYPE, "flow");
        writeVlans(json, flow.vlanIds());
        writeTuple(json, flow, tuple);
        writeFlow(json, flow);
        writeCommunityId(json, flow);
        TcpFindings tcp = flow.tcpAnalysis();
        if (tcp != null) {
            writeTcp(json, flow, tcp);
        }
        lines.end();
    }

    private static void writeVlans(JsonGenerator json, VlanIds ids) throws IOException {
        if (!ids.areAny()) {
            return;
        }
        json.writeFieldName(EveName.VLAN.text());
        json.writeStartArray();
        json.writeNumber(ids.outer());
        if (ids.inner() != 0) {
            json.writeNumber(ids.inner());
        }
        json.writeEndArray();
    }

    private void writeTuple(JsonGenerator json, FlowRecord<?> flow, FiveTuple tuple) throws IOException {
        Endpoint client = Endpoint.of(flow, Side.INITIATOR);
        Endpoint server = Endpoint.of(flow, Side.RESPONDER);
        IpAddress source = tuple.source(flow.orientation(Side.INITIATOR));
        boolean hasPorts = hasPorts(flow.transport());
        write(json, EveName.SRC_IP, text(source));
        if (hasPorts) {
            write(json, EveName.SRC_PORT, client.number());
        }
        write(json, EveName.DEST_IP, text(tuple.source(flow.orientation(Side.RESPONDER))));
        if (hasPorts) {
            write(json, EveName.DEST_PORT, server.number());
        }
        write(json, EveName.IP_V, source.version());
        write(json, EveName.PROTO, IpProtocolNames.name(tuple.protocol()));
        if (client.meaning() == Endpoint.Meaning.ICMP_TYPE) {
            writeIcmp(json, flow, client, server);
        }
    }

    /** Keys have no code of messages that are answered: such have but one, 0. */
    private static void writeIcmp(JsonGenerator json, FlowRecord<?> flow, Endpoint client, Endpoint server)
            throws IOException {
        boolean isAnswered = server.meaning() == Endpoint.Meaning.ICMP_TYPE;
        write(json, EveName.ICMP_TYPE, client.number());
        write(json, EveName.ICMP_CODE, isAnswered ? 0 : server.number());
        if (isAnswered && flow.responder().packets() > 0) {
            write(json, EveName.RESPONSE_ICMP_TYPE, server.number());
            write(json, EveName.RESPONSE_ICMP_CODE, 0);
        }
    }

    private static boolean hasPorts(Transport transport) {
        return transport == Transport.TCP || transport == Transport.UDP || transport == Transport.SCTP;
    }

    private void writeFlow(JsonGenerator json, FlowRecord<?> flow) throws IOException {
        json.writeFieldName(EveName.FLOW.text());
        json.writeStartObject();
        write(json, EveName.PKTS_TOSERVER, flow.initiator().packets());
        write(json, EveName.PKTS_TOCLIENT, flow.responder().packets());
        write(json, EveName.BYTES_TOSERVER, bytes(flow, Side.INITIATOR));
        write(json, EveName.BYTES_TOCLIENT, bytes(flow, Side.RESPONDER));
        write(json, EveName.START, time(flow.firstNanos()));
        write(json, EveName.END, time(flow.lastNanos()));
        write(json, EveName.AGE, Math.max(0, seconds(flow.lastNanos()) - seconds(flow.firstNanos())));
        write(json, EveName.STATE, EveStates.flow(flow));
        write(json, EveName.REASON, EveStates.reason(flow.endReason()));
        json.writeFieldName(EveName.ALERTED.text());
        json.writeBoolean(false);
        json.writeEndObject();
    }

    /** Of the whole packets; of those that are carried in a tunnel without what is around them. */
    private static long bytes(FlowRecord<?> flow, Side side) {
        boolean isCarried =
                flow.tunnels().stream().anyMatch(tunnel -> tunnel.type().isOverIp());
        SideCounts counts = flow.counts(side);
        return isCarried ? counts.ipBytes() : counts.wireBytes();
    }

    private void writeCommunityId(JsonGenerator json, FlowRecord<?> flow) throws IOException {
        String id = communityIds == null ? null : communityIds.of(flow);
        if (id != null) {
            write(json, EveName.COMMUNITY_ID, id);
        }
    }

    private void writeTcp(JsonGenerator json, FlowRecord<?> flow, TcpFindings tcp) throws IOException {
        int toServer = tcp.flagsSeen(Side.INITIATOR);
        int toClient = tcp.flagsSeen(Side.RESPONDER);
        int all = toServer | toClient;
        json.writeFieldName(EveName.TCP.text());
        json.writeStartObject();
        write(json, EveName.TCP_FLAGS, flags(all));
        write(json, EveName.TCP_FLAGS_TS, flags(toServer));
        write(json, EveName.TCP_FLAGS_TC, flags(toClient));
        writeFlag(json, EveName.SYN, all & TcpFlags.SYN);
        writeFlag(json, EveName.FIN, all & TcpFlags.FIN);
        writeFlag(json, EveName.RST, all & TcpFlags.RST);
        writeFlag(json, EveName.PSH, all & TcpFlags.PSH);
        writeFlag(json, EveName.ACK, all & TcpFlags.ACK);
        writeFlag(json, EveName.URG, all & TcpFlags.URG);
        writeFlag(json, EveName.ECN, all & TcpFlags.ECE);
        writeFlag(json, EveName.CWR, all & TcpFlags.CWR);
        String state = EveStates.tcp(flow);
        if (state != null) {
            write(json, EveName.STATE, state);
        }
        json.writeEndObject();
    }

    /** Flags that were not seen are left out. */
    private static void writeFlag(JsonGenerator json, EveName name, int bit) throws IOException {
        if (bit != 0) {
            json.writeFieldName(name.text());
            json.writeBoolean(true);
        }
    }

    private String flags(int flags) {
        return hex(flags >> HEX_BITS).append(HEX.charAt(flags & 0xF)).take();
    }

    private Text hex(int digit) {
        return text.append(HEX.charAt(digit & 0xF));
    }

    /** IPv6 addresses with all their zeros, as Suricata prints them unless told otherwise. */
    private String text(IpAddress address) {
        if (address.version() == IpAddress.IPV4) {
            return address.toString();
        }
        for (int part = 0; part < PARTS_OF_IPV6; part++) {
            long half = part < PARTS_OF_IPV6 / 2 ? address.high() : address.low();
            long bits =
                    (half << (part * PART_BITS)) >>> (Long.SIZE - PART_BITS); // a shift takes its distance modulo 64
            for (int digit = PART_BITS - HEX_BITS; digit >= 0; digit -= HEX_BITS) {
                hex((int) (bits >> digit));
            }
            if (part < PARTS_OF_IPV6 - 1) {
                text.append(':');
            }
        }
        return text.take();
    }

    private String time(long nanos) {
        Times.appendIsoMicros(text, nanos);
        return text.take();
    }

    private static long seconds(long nanos) {
        return Math.floorDiv(nanos, TimeUnit.SECONDS.toNanos(1));
    }

    private static void write(JsonGenerator json, EveName name, String value) throws IOException {
        json.writeFieldName(name.text());
        json.writeString(value);
    }

    private static void write(JsonGenerator json, EveName name, long value) throws IOException {
        json.writeFieldName(name.text());
        json.writeNumber(value);
    }

    @Override
    public void flush() throws IOException {
        out.passOn();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
