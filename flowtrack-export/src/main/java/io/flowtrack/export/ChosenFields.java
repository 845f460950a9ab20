package io.flowtrack.export;

import com.fasterxml.jackson.core.JsonGenerator;
import io.flowtrack.api.FlowRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some of the fields of a record as JSON, where they stand in a whole record: the column {@code tcp_initiator_keep_alives} is
 * the field {@code keep_alives} of {@code tcp.initiator}. Objects stand where their first field was asked for.
 */
final class ChosenFields {
    private static final String TCP = "tcp";
    private static final List<String> OBJECTS = List.of(TCP, "delta", "initiator", "responder");
    private static final Set<String> NOT_OF_A_SIDE =
            Set.of("initiator_orientation", "initiator_flags", "responder_flags");

    private final List<Node> nodes;

    /** A field, or an object with fields; one of both is null, or has none. */
    private record Node(String name, @Nullable FlowColumn column, List<Node> fields) {}

    ChosenFields(List<FlowColumn> columns) {
        nodes = new ArrayList<>();
        columns.forEach(column -> add(nodes, column.name(), column));
    }

    private static void add(List<Node> nodes, String name, FlowColumn column) {
        if (!NOT_OF_A_SIDE.contains(name)) {
            for (String object : OBJECTS) {
                if (name.startsWith(object + "_")) {
                    add(object(nodes, object), name.substring(object.length() + 1), column);
                    return;
                }
            }
        }
        nodes.add(new Node(name, column, List.of()));
    }

    private static List<Node> object(List<Node> nodes, String name) {
        for (Node node : nodes) {
            if (node.column() == null && node.name().equals(name)) {
                return node.fields();
            }
        }
        Node node = new Node(name, null, new ArrayList<>());
        nodes.add(node);
        return node.fields();
    }

    /** Writes the fields into the object that is open. */
    void write(JsonGenerator json, FlowRecord<?> flow) throws IOException {
        write(json, nodes, flow);
    }

    private static void write(JsonGenerator json, List<Node> nodes, FlowRecord<?> flow) throws IOException {
        for (Node node : nodes) {
            if (node.column() != null) {
                write(json, node.name(), node.column(), flow);
            } else if (node.name().equals(TCP) && flow.tcpAnalysis() == null) {
                json.writeNullField(TCP);
            } else {
                json.writeObjectFieldStart(node.name());
                write(json, node.fields(), flow);
                json.writeEndObject();
            }
        }
    }

    private static void write(JsonGenerator json, String name, FlowColumn column, FlowRecord<?> flow)
            throws IOException {
        if (column.equals(FlowColumns.TUNNELS)) {
            JsonRecord.writeTunnels(json, flow.tunnels());
        } else if (column.type() == FlowColumn.Type.TEXT || column.type() == FlowColumn.Type.TIMESTAMP) {
            json.writeStringField(name, column.text(flow));
        } else {
            long number = column.number(flow);
            if (column.isNone(number)) {
                json.writeNullField(name);
            } else {
                json.writeNumberField(name, number);
            }
        }
    }
}
