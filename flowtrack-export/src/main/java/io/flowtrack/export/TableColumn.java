package io.flowtrack.export;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import io.flowtrack.api.Transport;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A column of the table for people.
 *
 * @param heading what stands above it
 * @param isNumber whether it is aligned to the right
 * @param cell what stands in it for a flow
 */
record TableColumn(String heading, boolean isNumber, Cell cell) {
    static final TableColumn STATE = words("STATE", (line, flow) -> line.append(FlowFacts.name(flow.state())));
    static final TableColumn END = words("END", (line, flow) -> line.append(end(flow)));

    /** What stands in a column. */
    interface Cell {
        /** Appends what stands there for a flow, in ASCII. */
        void append(Text line, FlowRecord<?> flow);
    }

    /** All columns, from left to right. */
    static final List<TableColumn> ALL = List.of(
            words("START", (line, flow) -> Times.appendIsoMillis(line, flow.firstNanos())),
            words("PROTO", (line, flow) -> line.append(proto(flow))),
            words("INITIATOR", (line, flow) -> Endpoint.of(flow, Side.INITIATOR).appendTo(line)),
            words("RESPONDER", (line, flow) -> Endpoint.of(flow, Side.RESPONDER).appendTo(line)),
            number(
                    "PKTS>",
                    (line, flow) ->
                            Quantities.appendCount(line, flow.initiator().packets())),
            number(
                    "<PKTS",
                    (line, flow) ->
                            Quantities.appendCount(line, flow.responder().packets())),
            number(
                    "BYTES>",
                    (line, flow) ->
                            Quantities.appendCount(line, flow.initiator().wireBytes())),
            number(
                    "<BYTES",
                    (line, flow) ->
                            Quantities.appendCount(line, flow.responder().wireBytes())),
            number("DURATION", (line, flow) -> Quantities.appendDuration(line, flow.lastNanos() - flow.firstNanos())),
            STATE,
            words("HISTORY", (line, flow) -> line.append(orDash(flow.history()))),
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
        return new TableColumn(
                column.name().toUpperCase(Locale.ROOT),
                isNumber,
                (line, flow) -> line.append(orDash(Objects.requireNonNullElse(column.text(flow), ""))));
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static TableColumn words(String heading, Cell cell) {
        return new TableColumn(heading, /* isNumber= */ false, cell);
    }

    private static TableColumn number(String heading, Cell cell) {
        return new TableColumn(heading, /* isNumber= */ true, cell);
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
