package io.flowtrack.features;

import static io.flowtrack.features.CicColumns.MICROS;

import java.util.function.Function;

/** The columns of CICFlowMeter that tell times and rates. */
final class CicTimeColumns {
    private CicTimeColumns() {}

    static void rates(Columns<CicView> columns) {
        columns.real("Flow Bytes/s", "bytes/s", "10^6 * sum(L(P)) / D", view -> view.perSecond(view.payloadBytes()));
        columns.real(
                "Flow Packets/s",
                CicColumns.PER_SECOND,
                "10^6 * count(P) / D",
                view -> view.perSecond(view.flow().packets()));
    }

    static void gaps(Columns<CicView> columns, String prefix, String set, Function<CicView, Moments> moments) {
        String name = prefix + " IAT ";
        String gaps = "(gaps(" + set + "))";
        columns.real(
                name + "Mean",
                MICROS,
                "mean" + gaps,
                view -> view.micros(moments.apply(view).mean()));
        columns.real(
                name + "Std",
                MICROS,
                "sd" + gaps,
                view -> view.micros(moments.apply(view).standardDeviation()));
        columns.real(
                name + "Max",
                MICROS,
                "max" + gaps,
                view -> view.micros(moments.apply(view).max()));
        columns.real(
                name + "Min",
                MICROS,
                "min" + gaps,
                view -> view.micros(moments.apply(view).min()));
    }

    static void sideGaps(Columns<CicView> columns, String prefix, String set, Function<CicView, CicSide> side) {
        columns.real(
                prefix + " IAT Total",
                MICROS,
                "sum(gaps(" + set + "))",
                view -> view.micros(side.apply(view).duration()));
        gaps(columns, prefix, set, side.andThen(CicSide::gaps));
    }

    static void periods(Columns<CicView> columns, String name, String set, Function<CicView, Moments> moments) {
        String of = "(" + set + ")";
        columns.real(
                name + " Mean",
                MICROS,
                "mean" + of,
                view -> view.micros(moments.apply(view).mean()));
        columns.real(
                name + " Std",
                MICROS,
                "sd" + of,
                view -> view.micros(moments.apply(view).standardDeviation()));
        columns.real(
                name + " Max",
                MICROS,
                "max" + of,
                view -> view.micros(moments.apply(view).max()));
        columns.real(
                name + " Min",
                MICROS,
                "min" + of,
                view -> view.micros(moments.apply(view).min()));
    }
}
