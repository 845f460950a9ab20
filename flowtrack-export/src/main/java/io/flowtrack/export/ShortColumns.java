package io.flowtrack.export;

import java.util.List;
import java.util.Optional;

/** Columns that people like to type: short names of some of the {@link FlowColumns}, and sums over both sides. */
public final class ShortColumns {
    private static final List<FlowColumn> ALL = List.of(
            named("src", "initiator_address"),
            named("dst", "responder_address"),
            named("sport", "initiator_port"),
            named("dport", "responder_port"),
            FlowColumn.number(
                    "bytes",
                    FlowColumn.Type.LONG,
                    "bytes on the wire of both sides",
                    flow -> flow.initiator().wireBytes() + flow.responder().wireBytes()),
            FlowColumn.number(
                    "packets",
                    FlowColumn.Type.LONG,
                    "packets of both sides",
                    flow -> flow.initiator().packets() + flow.responder().packets()));

    private ShortColumns() {}

    private static FlowColumn named(String name, String column) {
        return FlowColumns.named(column).orElseThrow().named(name);
    }

    /** All of them. */
    public static List<FlowColumn> all() {
        return ALL;
    }

    /** The column of that short name; empty if there is none. */
    public static Optional<FlowColumn> named(String name) {
        return ALL.stream().filter(column -> column.name().equals(name)).findFirst();
    }
}
