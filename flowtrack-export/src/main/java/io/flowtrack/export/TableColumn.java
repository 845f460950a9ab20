package io.flowtrack.export;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import io.flowtrack.api.Transport;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A column of the table for people.
 *
 * @param heading what stands above it
 * @param isNumber whether it is aligned to the right
 * @param text what stands in it for a flow
 */
record TableColumn(String heading, boolean isNumber, Function<FlowRecord<?>, String> text) {
    static final TableColumn STATE = words("STATE", flow -> FlowFacts.name(flow.state()));
    static final TableColumn END = words("END", TableColumn::end);

    /** All columns, from left to right. */
    static final List<TableColumn> ALL = List.of(
            words("START", flow -> Times.isoMillis(flow.firstNanos())),
            words("PROTO", TableColumn::proto),
            words("INITIATOR", flow -> Endpoint.of(flow, Side.INITIATOR).toString()),
            words("RESPONDER", flow -> Endpoint.of(flow, Side.RESPONDER).toString()),
            number("PKTS>", flow -> Quantities.count(flow.initiator().packets())),
            number("<PKTS", flow -> Quantities.count(flow.responder().packets())),
            number("BYTES>", flow -> Quantities.count(flow.initiator().wireBytes())),
            number("<BYTES", flow -> Quantities.count(flow.responder().wireBytes())),
            number("DURATION", flow -> Quantities.duration(flow.lastNanos() - flow.firstNanos())),
            STATE,
            words("HISTORY", flow -> flow.history().isEmpty() ? "-" : flow.history()),
            END);

    /** Characters that most flows need, for a table that cannot wait for them. */
    int usualWidth() {
        return switch (heading) {
            case "INITIATOR", "RESPONDER" -> "192.168.100.200:65535".length();
            case "DURATION" -> "999.9ms".length();
            case "STATE" -> "established".length();
            case "HISTORY" -> "ShADadfF".length();
            default -> heading.length();
        };
    }

    /** A column of the formats for machines, with what stands there. */
    static TableColumn of(FlowColumn column) {
        boolean isNumber = column.type() != FlowColumn.Type.TEXT && column.type() != FlowColumn.Type.TIMESTAMP;
        return new TableColumn(column.name().toUpperCase(Locale.ROOT), isNumber, flow -> {
            String text = column.text(flow);
            return text == null || text.isEmpty() ? "-" : text;
        });
    }

    private static TableColumn words(String heading, Function<FlowRecord<?>, String> text) {
        return new TableColumn(heading, /* isNumber= */ false, text);
    }

    private static TableColumn number(String heading, Function<FlowRecord<?>, String> text) {
        return new TableColumn(heading, /* isNumber= */ true, text);
    }

    private static String proto(FlowRecord<?> flow) {
        if (flow.transport() == Transport.OTHER) {
            return flow.key() instanceof FiveTuple tuple ? "ip/" + tuple.protocol() : "-";
        }
        return FlowFacts.name(flow.transport());
    }

    private static String end(FlowRecord<?> flow) {
        return flow.endReason() == null ? "-" : FlowFacts.name(flow.endReason());
    }
}
