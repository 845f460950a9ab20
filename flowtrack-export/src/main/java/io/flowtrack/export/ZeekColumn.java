package io.flowtrack.export;

import io.flowtrack.api.CommunityId;
import io.flowtrack.api.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of Zeek's conn.log, for all ways of writing it.
 *
 * @param name its name
 * @param type Zeek's type
 * @param value says what stands in it
 */
record ZeekColumn(String name, String type, Value value) {
    /** All that Zeek has of its own accord, in its order. */
    static final List<ZeekColumn> USUAL = List.of(
            new ZeekColumn(
                    "ts",
                    "time",
                    (flow, cells) -> cells.seconds(Times.micros(flow.record().firstNanos()))),
            new ZeekColumn("uid", "string", (flow, cells) -> cells.text(flow.uid())),
            new ZeekColumn("id.orig_h", "addr", (flow, cells) -> cells.text(flow.address(Side.INITIATOR))),
            new ZeekColumn("id.orig_p", "port", (flow, cells) -> cells.count(flow.port(Side.INITIATOR))),
            new ZeekColumn("id.resp_h", "addr", (flow, cells) -> cells.text(flow.address(Side.RESPONDER))),
            new ZeekColumn("id.resp_p", "port", (flow, cells) -> cells.count(flow.port(Side.RESPONDER))),
            new ZeekColumn("proto", "enum", (flow, cells) -> cells.text(flow.proto())),
            new ZeekColumn("service", "string", ZeekColumn::unset),
            new ZeekColumn("duration", "interval", ZeekColumn::duration),
            new ZeekColumn("orig_bytes", "count", (flow, cells) -> size(flow, Side.INITIATOR, cells)),
            new ZeekColumn("resp_bytes", "count", (flow, cells) -> size(flow, Side.RESPONDER, cells)),
            new ZeekColumn(
                    "conn_state",
                    "string",
                    (flow, cells) -> cells.text(flow.record().connState().name())),
            new ZeekColumn("local_orig", "bool", ZeekColumn::unset),
            new ZeekColumn("local_resp", "bool", ZeekColumn::unset),
            new ZeekColumn(
                    "missed_bytes",
                    "count",
                    (flow, cells) -> cells.count(flow.record().missedBytes())),
            new ZeekColumn("history", "string", ZeekColumn::history),
            new ZeekColumn(
                    "orig_pkts",
                    "count",
                    (flow, cells) -> cells.count(flow.record().initiator().packets())),
            new ZeekColumn(
                    "orig_ip_bytes",
                    "count",
                    (flow, cells) -> cells.count(flow.record().initiator().ipBytes())),
            new ZeekColumn(
                    "resp_pkts",
                    "count",
                    (flow, cells) -> cells.count(flow.record().responder().packets())),
            new ZeekColumn(
                    "resp_ip_bytes",
                    "count",
                    (flow, cells) -> cells.count(flow.record().responder().ipBytes())),
            new ZeekColumn("tunnel_parents", "set[string]", ZeekColumn::parents),
            new ZeekColumn(
                    "ip_proto",
                    "count",
                    (flow, cells) -> cells.count(flow.tuple().protocol())));

    /** The usual ones, and behind them that of Zeek's script {@code community-id-logging}. */
    static List<ZeekColumn> with(CommunityId ids) {
        List<ZeekColumn> columns = new ArrayList<>(USUAL);
        columns.add(new ZeekColumn("community_id", "string", (flow, cells) -> {
            String id = ids.of(flow.record());
            if (id == null) {
                cells.unset();
            } else {
                cells.text(id);
            }
        }));
        return List.copyOf(columns);
    }

    /** Writes columns of a flow. */
    static void write(List<ZeekColumn> columns, ZeekFlow flow, ZeekCells cells) {
        for (ZeekColumn column : columns) {
            cells.column(column);
            column.value.write(flow, cells);
        }
    }

    private static void unset(ZeekFlow flow, ZeekCells cells) {
        cells.unset();
    }

    private static void duration(ZeekFlow flow, ZeekCells cells) {
        if (flow.durationMicros() > 0) {
            cells.seconds(flow.durationMicros());
        } else {
            cells.unset();
        }
    }

    private static void size(ZeekFlow flow, Side side, ZeekCells cells) {
        if (flow.durationMicros() > 0) {
            cells.count(flow.size(side));
        } else {
            cells.unset();
        }
    }

    private static void history(ZeekFlow flow, ZeekCells cells) {
        String history = flow.record().history();
        if (history.isEmpty()) {
            cells.unset();
        } else {
            cells.text(history);
        }
    }

    private static void parents(ZeekFlow flow, ZeekCells cells) {
        if (flow.parents().isEmpty()) {
            cells.unset();
        } else {
            cells.texts(flow.parents());
        }
    }

    /** Says what stands in a column. */
    interface Value {
        void write(ZeekFlow flow, ZeekCells cells);
    }
}
