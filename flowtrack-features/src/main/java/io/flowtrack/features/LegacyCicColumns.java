package io.flowtrack.features;

import static io.flowtrack.features.CicColumns.BYTES;
import static io.flowtrack.features.CicColumns.MICROS;
import static io.flowtrack.features.CicColumns.NONE;
import static io.flowtrack.features.CicColumns.PACKETS;

import io.flowtrack.api.TcpFlags;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The columns of CICFlowMeter 4 as it computes them, where that is not as they are defined. */
final class LegacyCicColumns {
    /** Mode {@code cic-legacy}. */
    static final Columns<CicView> LEGACY = all();

    private static final double MICROS_PER_SECOND = 1e6;
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("dd/MM/uuuu hh:mm:ss a", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private LegacyCicColumns() {}

    private static Columns<CicView> all() {
        Columns<CicView> columns = CicColumns.all();
        columns.text("Timestamp", NONE, "time of p1, UTC, dd/mm/yyyy hh:mm:ss AM or PM", view -> timestamp(view));
        flags(columns);
        lengths(columns);
        bulks(columns);
        subflows(columns);
        windows(columns);
        active(columns, "Mean", Moments::mean);
        active(columns, "Std", Moments::standardDeviation);
        active(columns, "Max", Moments::max);
        active(columns, "Min", Moments::min);
        return columns;
    }

    private static String timestamp(CicView view) {
        return TIMESTAMP.format(Instant.EPOCH.plusNanos(view.flow().firstNanos()));
    }

    private static void flags(Columns<CicView> columns) {
        columns.integer("Fwd PSH Flags", PACKETS, "1 if p1 has PSH, else 0", view -> first(view, TcpFlags.PSH));
        columns.integer("Bwd PSH Flags", PACKETS, "0", view -> 0);
        columns.integer("Fwd URG Flags", PACKETS, "1 if p1 has URG, else 0", view -> first(view, TcpFlags.URG));
        columns.integer("Bwd URG Flags", PACKETS, "0", view -> 0);
    }

    private static long first(CicView view, int flag) {
        return view.flow().firstHas(flag) ? 1 : 0;
    }

    /** The first packet counts twice. */
    private static Moments lengthsOfAll(CicView view) {
        return view.lengths().and(view.flow().firstLength());
    }

    private static void lengths(Columns<CicView> columns) {
        columns.real(
                "Packet Length Mean",
                BYTES,
                "mean(L(p1, P))",
                view -> lengthsOfAll(view).mean());
        columns.real(
                "Packet Length Std",
                BYTES,
                "sd(L(p1, P))",
                view -> lengthsOfAll(view).standardDeviation());
        columns.real(
                "Packet Length Variance",
                "bytes^2",
                "var(L(p1, P))",
                view -> lengthsOfAll(view).variance());
        columns.real(
                "Down/Up Ratio",
                NONE,
                "floor(count(B) / count(F))",
                view -> quotient(view.backward().packets(), view.forward().packets()));
        columns.real(
                "Average Packet Size",
                BYTES,
                "(L(p1) + sum(L(P))) / count(P)",
                view -> Ratio.of(
                        view.flow().firstLength() + view.payloadBytes(),
                        view.flow().packets()));
    }

    private static void bulks(Columns<CicView> columns) {
        Function<CicView, BulkRuns> runs = view ->
                view.flow().side(view.flow().firstOrientation().opposite()).bulks();
        columns.real("Fwd Bytes/Bulk Avg", BYTES, "0", view -> 0);
        columns.real("Fwd Packet/Bulk Avg", PACKETS, "0", view -> 0);
        columns.real("Fwd Bulk Rate Avg", "bytes/s", "0", view -> 0);
        columns.real(
                "Bwd Bytes/Bulk Avg",
                BYTES,
                "floor(sum(L(bulks(P))) / count(bulks(P)))",
                view -> quotient(runs.apply(view).bytes(), runs.apply(view).count()));
        columns.real(
                "Bwd Packet/Bulk Avg",
                PACKETS,
                "floor(count(packets of bulks(P)) / count(bulks(P)))",
                view -> quotient(runs.apply(view).packets(), runs.apply(view).count()));
        columns.real(
                "Bwd Bulk Rate Avg",
                "bytes/s",
                "trunc(sum(L(bulks(P))) / (sum(durations of bulks(P)) / 10^6))",
                view -> rate(runs.apply(view)));
    }

    private static double rate(BulkRuns runs) {
        return (double) (long) Ratio.of((double) runs.bytes(), runs.duration() / MICROS_PER_SECOND);
    }

    private static void subflows(Columns<CicView> columns) {
        subflow(
                columns,
                "Subflow Fwd Packets",
                PACKETS,
                "count(F)",
                view -> view.forward().packets());
        subflow(
                columns,
                "Subflow Fwd Bytes",
                BYTES,
                "sum(L(F))",
                view -> view.forward().payloadBytes());
        subflow(
                columns,
                "Subflow Bwd Packets",
                PACKETS,
                "count(B)",
                view -> view.backward().packets());
        subflow(
                columns,
                "Subflow Bwd Bytes",
                BYTES,
                "sum(L(B))",
                view -> view.backward().payloadBytes());
    }

    private static void subflow(
            Columns<CicView> columns, String name, String unit, String formula, ToLongFunction<CicView> total) {
        columns.real(
                name,
                unit,
                "floor(" + formula + " / (S - 1))",
                view -> quotient(total.applyAsLong(view), view.flow().pauses()));
    }

    private static void windows(Columns<CicView> columns) {
        columns.integer(
                "Bwd Init Win Bytes",
                BYTES,
                "W(last of B)",
                view -> view.backward().lastWindow());
        columns.integer(
                "Fwd Act Data Pkts",
                PACKETS,
                "count(F without p1, with L > 0)",
                view -> view.forward().dataPackets() - (view.flow().firstLength() > 0 ? 1 : 0));
        columns.integer(
                "Fwd Seg Size Min", BYTES, "min(H(F))", view -> view.forward().shortestHeader());
    }

    private static void active(Columns<CicView> columns, String name, ToDoubleFunction<Moments> value) {
        String formula = (name.equals("Std") ? "sd" : name.toLowerCase(Locale.ROOT)) + "(A without the last, and > 0)";
        columns.real(
                "Active " + name,
                MICROS,
                formula,
                view -> view.micros(value.applyAsDouble(view.flow().periods().ended())));
    }

    /** Whole-number division of counts; 0 if the divisor is 0. */
    private static double quotient(long dividend, long divisor) {
        return divisor == 0 ? 0 : (double) Math.floorDiv(dividend, divisor);
    }
}
