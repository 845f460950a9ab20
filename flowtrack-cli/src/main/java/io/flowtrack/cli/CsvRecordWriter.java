package io.flowtrack.cli;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.Tunnel;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values (RFC 4180, but with plain line feeds): the fields of {@link NdjsonRecordWriter}, flattened. A
 * field that has no meaning is empty.
 */
final class CsvRecordWriter implements RecordWriter {
    private static final List<String> COLUMNS = List.of(
            "uid",
            "flow_number",
            "proto",
            "ip_proto",
            "icmp_type",
            "icmp_code",
            "outer_vlan_id",
            "inner_vlan_id",
            "start",
            "start_ns",
            "end",
            "end_ns",
            "duration_ns",
            "initiator_address",
            "initiator_port",
            "initiator_packets",
            "initiator_wire_bytes",
            "initiator_ip_bytes",
            "initiator_payload_bytes",
            "initiator_stream_bytes",
            "responder_address",
            "responder_port",
            "responder_packets",
            "responder_wire_bytes",
            "responder_ip_bytes",
            "responder_payload_bytes",
            "responder_stream_bytes",
            "initiator_orientation",
            "state",
            "conn_state",
            "history",
            "missed_bytes",
            "end_reason",
            "tunnels");

    private static final List<String> HEADER = header();
    private static final int ROW_CAPACITY = 1024;
    private static final Side[] SIDES = Side.values();

    private final Writer out;
    private final FlowUids uids = new FlowUids();
    private final Text row = new Text(ROW_CAPACITY);

    CsvRecordWriter(Writer out) {
        this.out = out;
    }

    private static List<String> header() {
        List<String> names = new ArrayList<>(COLUMNS);
        TcpField.CONNECTION.forEach(field -> names.add("tcp_" + field.name()));
        for (Side side : Side.values()) {
            TcpField.SIDE.forEach(field -> names.add("tcp_" + FlowFacts.name(side) + "_" + field.name()));
        }
        return List.copyOf(names);
    }

    @Override
    public void start(OptionalLong firstNanos) throws IOException {
        out.append(String.join(",", HEADER)).append('\n');
    }

    /** What fields hold, numbers, addresses, words and letters, never needs quotes. */
    @Override
    public void write(long flowNumber, FlowRecord<?> flow) throws IOException {
        FlowFacts facts = new FlowFacts(flow);
        row.append(uids.uid(flowNumber, flow)).append(',').append(flowNumber);
        field(facts.proto());
        field(facts.ipProtocol());
        field(facts.icmpType());
        field(facts.icmpCode());
        field(facts.outerVlanId());
        field(facts.innerVlanId());
        times(flow);
        for (Side side : SIDES) {
            side(facts, side);
        }
        field(facts.initiatorOrientation());
        field(facts.state());
        field(flow.connState().name());
        field(flow.history());
        field(flow.missedBytes());
        field(facts.endReason());
        field(tunnels(flow.tunnels()));
        tcp(flow.tcpAnalysis());
        row.append('\n').moveTo(out);
    }

    private void times(FlowRecord<?> flow) {
        Times.appendIsoNanos(row.append(','), flow.firstNanos());
        field(flow.firstNanos());
        Times.appendIsoNanos(row.append(','), flow.lastNanos());
        field(flow.lastNanos());
        field(flow.lastNanos() - flow.firstNanos());
    }

    private void side(FlowFacts facts, Side side) {
        SideCounts counts = facts.flow().counts(side);
        field(facts.endpoint(side).address().toString());
        field(facts.port(side));
        field(counts.packets());
        field(counts.wireBytes());
        field(counts.ipBytes());
        field(counts.payloadBytes());
        field(counts.streamBytes());
    }

    private static String tunnels(List<Tunnel> tunnels) {
        return tunnels.isEmpty() ? "" : tunnels.stream().map(Tunnel::toString).collect(Collectors.joining("; "));
    }

    private void tcp(@Nullable TcpAnalysis analysis) {
        addAll(TcpField.CONNECTION, analysis);
        for (Side side : SIDES) {
            addAll(TcpField.SIDE, analysis == null ? null : analysis.side(side));
        }
    }

    private <A> void addAll(List<TcpField<A>> fields, @Nullable A analysis) {
        for (TcpField<A> field : fields) {
            long value = analysis == null ? TcpAnalysis.NOT_SEEN : field.value().applyAsLong(analysis);
            row.append(',');
            if (value >= 0) {
                row.append(value);
            }
        }
    }

    private void field(String text) {
        row.append(',').append(text);
    }

    private void field(long number) {
        row.append(',').append(number);
    }

    private void field(OptionalInt number) {
        row.append(',');
        if (number.isPresent()) {
            row.append(number.getAsInt());
        }
    }

    @Override
    public void finish(OptionalLong latestNanos) {}
}
