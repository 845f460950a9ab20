package io.flowtrack.features;

import io.flowtrack.api.TcpFlags;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;

/** The columns of CICFlowMeter 4 under its names, in its order, by definition. */
final class CicColumns {
    /** Mode {@code cic}. */
    static final Columns<CicView> EXACT = all();

    static final String MICROS = "µs";
    static final String BYTES = "bytes";
    static final String PACKETS = "packets";
    static final String NONE = "-";
    static final String PER_SECOND = "1/s";
    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private CicColumns() {}

    static Columns<CicView> all() {
        Columns<CicView> columns = new Columns<>();
        identity(columns);
        totals(columns);
        sideLengths(columns, "Fwd", "F", CicView::forward);
        sideLengths(columns, "Bwd", "B", CicView::backward);
        CicTimeColumns.rates(columns);
        CicTimeColumns.gaps(columns, "Flow", "P", view -> view.flow().gaps());
        CicTimeColumns.sideGaps(columns, "Fwd", "F", CicView::forward);
        CicTimeColumns.sideGaps(columns, "Bwd", "B", CicView::backward);
        sideFlags(columns);
        headers(columns);
        lengths(columns);
        flags(columns);
        averages(columns);
        bulks(columns, "Fwd", "F", CicView::forward);
        bulks(columns, "Bwd", "B", CicView::backward);
        subflows(columns);
        windows(columns);
        CicTimeColumns.periods(
                columns, "Active", "A", view -> view.flow().periods().all());
        CicTimeColumns.periods(
                columns, "Idle", "I", view -> view.flow().periods().idle());
        columns.text("Label", NONE, "NeedManualLabel", view -> "NeedManualLabel");
        return columns;
    }

    private static void identity(Columns<CicView> columns) {
        columns.text(
                "Flow ID",
                NONE,
                "Src IP-Dst IP-Src Port-Dst Port-Protocol",
                view -> view.ends().id());
        columns.text(
                "Src IP",
                NONE,
                "address of the forward side",
                view -> view.ends().source());
        columns.integer(
                "Src Port",
                NONE,
                "its port; 0 if the protocol has none",
                view -> view.ends().sourcePort());
        columns.text(
                "Dst IP",
                NONE,
                "address of the backward side",
                view -> view.ends().destination());
        columns.integer(
                "Dst Port",
                NONE,
                "its port; 0 if the protocol has none",
                view -> view.ends().destinationPort());
        columns.integer(
                "Protocol", NONE, "IP protocol number", view -> view.ends().protocol());
        columns.text("Timestamp", NONE, "time of p1, UTC, yyyy-mm-ddThh:mm:ss.nnnnnnnnnZ", view -> timestamp(view));
    }

    private static String timestamp(CicView view) {
        return TIMESTAMP.format(Instant.EPOCH.plusNanos(view.flow().firstNanos()));
    }

    private static void totals(Columns<CicView> columns) {
        columns.real(
                "Flow Duration", MICROS, "D", view -> view.micros(view.flow().duration()));
        columns.integer(
                "Total Fwd Packet", PACKETS, "count(F)", view -> view.forward().packets());
        columns.integer(
                "Total Bwd packets",
                PACKETS,
                "count(B)",
                view -> view.backward().packets());
        columns.integer(
                "Total Length of Fwd Packet",
                BYTES,
                "sum(L(F))",
                view -> view.forward().payloadBytes());
        columns.integer(
                "Total Length of Bwd Packet",
                BYTES,
                "sum(L(B))",
                view -> view.backward().payloadBytes());
    }

    private static void sideLengths(
            Columns<CicView> columns, String prefix, String set, Function<CicView, CicSide> side) {
        String name = prefix + " Packet Length ";
        String lengths = "(L(" + set + "))";
        columns.integer(
                name + "Max",
                BYTES,
                "max" + lengths,
                view -> side.apply(view).lengths().max());
        columns.integer(
                name + "Min",
                BYTES,
                "min" + lengths,
                view -> side.apply(view).lengths().min());
        columns.real(
                name + "Mean",
                BYTES,
                "mean" + lengths,
                view -> side.apply(view).lengths().mean());
        columns.real(
                name + "Std",
                BYTES,
                "sd" + lengths,
                view -> side.apply(view).lengths().standardDeviation());
    }

    private static void sideFlags(Columns<CicView> columns) {
        columns.integer(
                "Fwd PSH Flags",
                PACKETS,
                "count(F with PSH)",
                view -> view.forward().pushPackets());
        columns.integer(
                "Bwd PSH Flags",
                PACKETS,
                "count(B with PSH)",
                view -> view.backward().pushPackets());
        columns.integer(
                "Fwd URG Flags",
                PACKETS,
                "count(F with URG)",
                view -> view.forward().urgentPackets());
        columns.integer(
                "Bwd URG Flags",
                PACKETS,
                "count(B with URG)",
                view -> view.backward().urgentPackets());
    }

    private static void headers(Columns<CicView> columns) {
        columns.integer(
                "Fwd Header Length", BYTES, "sum(H(F))", view -> view.forward().headerBytes());
        columns.integer(
                "Bwd Header Length", BYTES, "sum(H(B))", view -> view.backward().headerBytes());
        columns.real(
                "Fwd Packets/s",
                PER_SECOND,
                "10^6 * count(F) / D; 0 if D < 0",
                view -> sidePerSecond(view, view.forward()));
        columns.real(
                "Bwd Packets/s",
                PER_SECOND,
                "10^6 * count(B) / D; 0 if D < 0",
                view -> sidePerSecond(view, view.backward()));
    }

    private static double sidePerSecond(CicView view, CicSide side) {
        return view.flow().duration() < 0 ? 0 : view.perSecond(side.packets());
    }

    private static void lengths(Columns<CicView> columns) {
        columns.integer(
                "Packet Length Min", BYTES, "min(L(P))", view -> view.lengths().min());
        columns.integer(
                "Packet Length Max", BYTES, "max(L(P))", view -> view.lengths().max());
        columns.real(
                "Packet Length Mean",
                BYTES,
                "mean(L(P))",
                view -> view.lengths().mean());
        columns.real(
                "Packet Length Std", BYTES, "sd(L(P))", view -> view.lengths().standardDeviation());
        columns.real(
                "Packet Length Variance",
                "bytes^2",
                "var(L(P))",
                view -> view.lengths().variance());
    }

    private static void flags(Columns<CicView> columns) {
        flag(columns, "FIN", TcpFlags.FIN);
        flag(columns, "SYN", TcpFlags.SYN);
        flag(columns, "RST", TcpFlags.RST);
        flag(columns, "PSH", TcpFlags.PSH);
        flag(columns, "ACK", TcpFlags.ACK);
        flag(columns, "URG", TcpFlags.URG);
        flag(columns, "CWR", TcpFlags.CWR);
        flag(columns, "ECE", TcpFlags.ECE);
    }

    private static void flag(Columns<CicView> columns, String name, int flag) {
        columns.integer(
                name + " Flag Count",
                PACKETS,
                "count(P with " + name + ")",
                view -> view.flow().flagPackets(flag));
    }

    private static void averages(Columns<CicView> columns) {
        columns.real(
                "Down/Up Ratio",
                NONE,
                "count(B) / count(F)",
                view -> Ratio.of(view.backward().packets(), view.forward().packets()));
        columns.real(
                "Average Packet Size",
                BYTES,
                "sum(L(P)) / count(P)",
                view -> Ratio.of(view.payloadBytes(), view.flow().packets()));
        columns.real(
                "Fwd Segment Size Avg",
                BYTES,
                "sum(L(F)) / count(F)",
                view -> Ratio.of(view.forward().payloadBytes(), view.forward().packets()));
        columns.real(
                "Bwd Segment Size Avg",
                BYTES,
                "sum(L(B)) / count(B)",
                view -> Ratio.of(view.backward().payloadBytes(), view.backward().packets()));
    }

    private static void bulks(Columns<CicView> columns, String prefix, String set, Function<CicView, CicSide> side) {
        String bulks = "bulks(" + set + ")";
        Function<CicView, BulkRuns> runs = side.andThen(CicSide::bulks);
        columns.real(
                prefix + " Bytes/Bulk Avg",
                BYTES,
                "sum(L(" + bulks + ")) / count(" + bulks + ")",
                view -> Ratio.of(runs.apply(view).bytes(), runs.apply(view).count()));
        columns.real(
                prefix + " Packet/Bulk Avg",
                PACKETS,
                "count(packets of " + bulks + ") / count(" + bulks + ")",
                view -> Ratio.of(runs.apply(view).packets(), runs.apply(view).count()));
        columns.real(
                prefix + " Bulk Rate Avg",
                "bytes/s",
                "10^6 * sum(L(" + bulks + ")) / sum(durations of " + bulks + ")",
                view -> view.perSecond(
                        runs.apply(view).bytes(), runs.apply(view).duration()));
    }

    private static void subflows(Columns<CicView> columns) {
        columns.real(
                "Subflow Fwd Packets",
                PACKETS,
                "count(F) / S",
                view -> Ratio.of(view.forward().packets(), view.subflows()));
        columns.real(
                "Subflow Fwd Bytes",
                BYTES,
                "sum(L(F)) / S",
                view -> Ratio.of(view.forward().payloadBytes(), view.subflows()));
        columns.real(
                "Subflow Bwd Packets",
                PACKETS,
                "count(B) / S",
                view -> Ratio.of(view.backward().packets(), view.subflows()));
        columns.real(
                "Subflow Bwd Bytes",
                BYTES,
                "sum(L(B)) / S",
                view -> Ratio.of(view.backward().payloadBytes(), view.subflows()));
    }

    private static void windows(Columns<CicView> columns) {
        columns.integer(
                "FWD Init Win Bytes",
                BYTES,
                "W(first of F)",
                view -> view.forward().firstWindow());
        columns.integer(
                "Bwd Init Win Bytes",
                BYTES,
                "W(first of B)",
                view -> view.backward().firstWindow());
        columns.integer(
                "Fwd Act Data Pkts",
                PACKETS,
                "count(F with L > 0)",
                view -> view.forward().dataPackets());
        columns.integer(
                "Fwd Seg Size Min",
                BYTES,
                "min(L(F))",
                view -> view.forward().lengths().min());
    }
}
