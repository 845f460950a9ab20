package io.flowtrack.features;

import io.flowtrack.api.TcpFlags;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** The columns of nfstream that need no look into the payload's protocol, under its names, and two of entropy. */
final class NfstreamColumns {
    static final Columns<NfstreamView> ALL = all();

    private static final String MILLIS = "ms";
    private static final String BYTES = "bytes";
    private static final String PACKETS = "packets";
    private static final String NONE = "-";

    private NfstreamColumns() {}

    private static Columns<NfstreamView> all() {
        Columns<NfstreamView> columns = new Columns<>();
        identity(columns);
        bidirectionalTotals(columns);
        sideTotals(columns, "src2dst", "F", NfstreamView::source);
        sideTotals(columns, "dst2src", "B", NfstreamView::destination);
        sizes(columns, "bidirectional", "P", NfstreamView::sizes);
        sizes(columns, "src2dst", "F", view -> view.source().sizes());
        sizes(columns, "dst2src", "B", view -> view.destination().sizes());
        gaps(columns, "bidirectional", "P", view -> view.flow().gaps());
        gaps(columns, "src2dst", "F", view -> view.source().gaps());
        gaps(columns, "dst2src", "B", view -> view.destination().gaps());
        flags(columns, "bidirectional", "P", NfstreamColumns::bidirectional);
        flags(columns, "src2dst", "F", flag -> view -> view.source().flagPackets(flag));
        flags(columns, "dst2src", "B", flag -> view -> view.destination().flagPackets(flag));
        splt(columns);
        columns.real(
                "src2dst_payload_entropy",
                "bits",
                "entropy(F)",
                view -> view.source().entropy());
        columns.real(
                "dst2src_payload_entropy",
                "bits",
                "entropy(B)",
                view -> view.destination().entropy());
        return columns;
    }

    private static ToLongFunction<NfstreamView> bidirectional(int flag) {
        return view -> view.source().flagPackets(flag) + view.destination().flagPackets(flag);
    }

    private static void identity(Columns<NfstreamView> columns) {
        columns.text(
                "src_ip",
                NONE,
                "address of the forward side",
                view -> view.ends().source());
        columns.integer(
                "src_port",
                NONE,
                "its port; 0 if the protocol has none",
                view -> view.ends().sourcePort());
        columns.text(
                "dst_ip",
                NONE,
                "address of the backward side",
                view -> view.ends().destination());
        columns.integer(
                "dst_port",
                NONE,
                "its port; 0 if the protocol has none",
                view -> view.ends().destinationPort());
        columns.integer(
                "protocol", NONE, "IP protocol number", view -> view.ends().protocol());
        columns.integer("ip_version", NONE, "4 or 6", view -> FlowEnds.ipVersion(view.key()));
    }

    private static void bidirectionalTotals(Columns<NfstreamView> columns) {
        totals(
                columns,
                "bidirectional",
                "P",
                view -> view.flow().firstMillis(),
                view -> view.flow().lastMillis());
        columns.integer(
                "bidirectional_packets",
                PACKETS,
                "count(P)",
                view -> view.flow().packets());
        columns.integer(
                "bidirectional_bytes",
                BYTES,
                "sum(Z(P))",
                view -> view.source().bytes() + view.destination().bytes());
    }

    private static void sideTotals(
            Columns<NfstreamView> columns, String prefix, String set, Function<NfstreamView, NfstreamSide> side) {
        totals(
                columns,
                prefix,
                set,
                view -> side.apply(view).firstMillis(),
                view -> side.apply(view).lastMillis());
        columns.integer(
                prefix + "_packets",
                PACKETS,
                "count(" + set + ")",
                view -> side.apply(view).sizes().count());
        columns.integer(
                prefix + "_bytes",
                BYTES,
                "sum(Z(" + set + "))",
                view -> side.apply(view).bytes());
    }

    private static void totals(
            Columns<NfstreamView> columns,
            String prefix,
            String set,
            ToLongFunction<NfstreamView> first,
            ToLongFunction<NfstreamView> last) {
        columns.integer(prefix + "_first_seen_ms", MILLIS, "t(first of " + set + "), since 1970-01-01T00:00Z", first);
        columns.integer(prefix + "_last_seen_ms", MILLIS, "t(last of " + set + "), since 1970-01-01T00:00Z", last);
        columns.integer(
                prefix + "_duration_ms",
                MILLIS,
                "t(last of " + set + ") - t(first of " + set + ")",
                view -> last.applyAsLong(view) - first.applyAsLong(view));
    }

    private static void sizes(
            Columns<NfstreamView> columns, String prefix, String set, Function<NfstreamView, Moments> moments) {
        moments(columns, prefix + "_%s_ps", BYTES, "(Z(" + set + "))", moments);
    }

    private static void gaps(
            Columns<NfstreamView> columns, String prefix, String set, Function<NfstreamView, Moments> moments) {
        moments(columns, prefix + "_%s_piat_ms", MILLIS, "(gaps(" + set + "))", moments);
    }

    private static void moments(
            Columns<NfstreamView> columns,
            String pattern,
            String unit,
            String of,
            Function<NfstreamView, Moments> moments) {
        columns.integer(
                pattern.formatted("min"),
                unit,
                "min" + of,
                view -> moments.apply(view).min());
        columns.real(
                pattern.formatted("mean"),
                unit,
                "mean" + of,
                view -> moments.apply(view).mean());
        columns.real(
                pattern.formatted("stddev"),
                unit,
                "sd" + of,
                view -> moments.apply(view).standardDeviation());
        columns.integer(
                pattern.formatted("max"),
                unit,
                "max" + of,
                view -> moments.apply(view).max());
    }

    private interface FlagCount {
        ToLongFunction<NfstreamView> of(int flag);
    }

    private static void flags(Columns<NfstreamView> columns, String prefix, String set, FlagCount count) {
        flag(columns, prefix + "_syn_packets", set + " with SYN", count.of(TcpFlags.SYN));
        flag(columns, prefix + "_cwr_packets", set + " with CWR", count.of(TcpFlags.CWR));
        flag(columns, prefix + "_ece_packets", set + " with ECE", count.of(TcpFlags.ECE));
        flag(columns, prefix + "_urg_packets", set + " with URG", count.of(TcpFlags.URG));
        flag(columns, prefix + "_ack_packets", set + " with ACK", count.of(TcpFlags.ACK));
        flag(columns, prefix + "_psh_packets", set + " with PSH", count.of(TcpFlags.PSH));
        flag(columns, prefix + "_rst_packets", set + " with RST", count.of(TcpFlags.RST));
        flag(columns, prefix + "_fin_packets", set + " with FIN", count.of(TcpFlags.FIN));
    }

    private static void flag(
            Columns<NfstreamView> columns, String name, String of, ToLongFunction<NfstreamView> count) {
        columns.integer(name, PACKETS, "count(" + of + ")", count);
    }

    private static void splt(Columns<NfstreamView> columns) {
        columns.integers(
                "splt_direction",
                NONE,
                "of p1 to pN: 0 if in F, 1 if in B; -1 where there is no packet",
                view -> view.flow().firstPackets().directions(view.initiator()));
        columns.integers(
                "splt_ps",
                BYTES,
                "Z of p1 to pN; -1 where there is no packet",
                view -> view.flow().firstPackets().sizes());
        columns.integers(
                "splt_piat_ms",
                MILLIS,
                "of p1: 0; of p2 to pN: gap to the packet before; -1 where there is no packet",
                view -> view.flow().firstPackets().gapMillis());
    }
}
