package io.flowtrack.export;

import io.flowtrack.api.CommunityId;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.TcpAnalysis;
import io.flowtrack.api.TcpFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table of flows: what all tabular formats have, in this order. Columns may be added; none is renamed, removed
 * or given another meaning.
 */
public final class FlowColumns {
    /** What the flow's first packet was carried in, as one text; formats with lists have the tunnels themselves. */
    public static final FlowColumn TUNNELS = FlowColumn.text(
            "tunnels",
            "what the first packet was carried in, outermost first",
            flow -> flow.tunnels().stream().map(Object::toString).collect(Collectors.joining("; ")));

    private static final String UID = "uid";
    private static final String COMMUNITY_ID = "community_id";

    private static final List<FlowColumn> ALL = columns();
    private static final Map<String, FlowColumn> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(FlowColumn::name, Function.identity()));

    private FlowColumns() {}

    /** All columns. */
    public static List<FlowColumn> all() {
        return ALL;
    }

    /**
     * All columns, with Community IDs of a seed of one's own. For one thread at a time, as they keep what names are made with;
     * those of {@link #all()} make that anew for each value.
     *
     * @param communityIds used by these columns alone
     */
    public static List<FlowColumn> all(CommunityId communityIds) {
        Map<String, FlowColumn> own =
                Map.of(UID, uid(new FlowUids()::uid), COMMUNITY_ID, communityId(communityIds::of));
        return ALL.stream()
                .map(column -> own.getOrDefault(column.name(), column))
                .toList();
    }

    private static FlowColumn uid(Function<FlowRecord<?>, @Nullable String> uids) {
        return FlowColumn.text(
                UID, "name of the flow, made from its key, start and number; the same in all formats", uids);
    }

    private static FlowColumn communityId(Function<FlowRecord<?>, @Nullable String> ids) {
        return FlowColumn.text(COMMUNITY_ID, "Community ID, where the key is a five-tuple", ids)
                .nullable();
    }

    /** The column of that name; empty if there is none. */
    public static Optional<FlowColumn> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    private static List<FlowColumn> columns() {
        List<FlowColumn> columns = new ArrayList<>();
        addNames(columns);
        addTimes(columns);
        for (Side side : Side.values()) {
            String prefix = FlowFacts.name(side) + "_";
            addEndpoint(columns, prefix, side);
            addCounts(columns, prefix, flow -> flow.counts(side));
        }
        addOutcome(columns);
        addReport(columns);
        columns.add(TUNNELS);
        addTcp(columns);
        return List.copyOf(columns);
    }

    private static void addNames(List<FlowColumn> columns) {
        columns.add(uid(flow -> new FlowUids().uid(flow)));
        columns.add(FlowColumn.number(
                        "flow_number",
                        FlowColumn.Type.LONG,
                        "place in the order of beginning, from 1",
                        flow -> flow.userState() instanceof FlowNumbered numbered
                                ? numbered.flowNumber()
                                : FlowColumn.NO_VALUE)
                .nullable());
        columns.add(communityId(flow -> CommunityId.withDefaultSeed().of(flow)));
        columns.add(FlowColumn.text("proto", "kind of flow", flow -> FlowFacts.name(flow.transport())));
        columns.add(small(
                "ip_proto",
                "IP protocol number",
                flow -> flow.key() instanceof FiveTuple tuple ? tuple.protocol() : FlowColumn.NO_VALUE));
        columns.add(small(
                "icmp_type",
                "type of the ICMP messages that the initiator sent",
                flow -> endNumber(flow, Side.INITIATOR, Endpoint.Meaning.ICMP_TYPE)));
        columns.add(small(
                "icmp_code",
                "their code, if messages of this type have no answer",
                flow -> endNumber(flow, Side.RESPONDER, Endpoint.Meaning.ICMP_CODE)));
        columns.add(small(
                "outer_vlan_id",
                "id of the first VLAN tag of the first packet",
                flow -> noneIfZero(flow.vlanIds().outer())));
        columns.add(small(
                "inner_vlan_id",
                "id of the last of several VLAN tags of the first packet",
                flow -> noneIfZero(flow.vlanIds().inner())));
    }

    private static void addTimes(List<FlowColumn> columns) {
        addTime(columns, "start", "time of the first packet", FlowRecord::firstNanos);
        addTime(columns, "end", "time of the latest packet", FlowRecord::lastNanos);
        columns.add(FlowColumn.number(
                "duration_ns",
                FlowColumn.Type.LONG,
                "end_ns - start_ns",
                flow -> flow.lastNanos() - flow.firstNanos()));
    }

    /** A time twice: as such, and as the number that all readers keep exactly. */
    private static void addTime(
            List<FlowColumn> columns, String name, String description, ToLongFunction<FlowRecord<?>> nanos) {
        columns.add(FlowColumn.number(name, FlowColumn.Type.TIMESTAMP, description, nanos));
        columns.add(FlowColumn.number(name + "_ns", FlowColumn.Type.LONG, "the same, since 1970-01-01T00:00Z", nanos));
    }

    private static void addEndpoint(List<FlowColumn> columns, String prefix, Side side) {
        columns.add(FlowColumn.text(
                prefix + "address",
                "IPv4, IPv6 or MAC address",
                flow -> Endpoint.of(flow, side).address().toString()));
        columns.add(small(
                prefix + "port", "port, where there are ports", flow -> endNumber(flow, side, Endpoint.Meaning.PORT)));
    }

    /** Five counters of one side. */
    private static void addCounts(List<FlowColumn> columns, String prefix, Function<FlowRecord<?>, SideCounts> counts) {
        addCount(
                columns,
                prefix + "packets",
                "packets sent",
                flow -> counts.apply(flow).packets());
        addCount(
                columns,
                prefix + "wire_bytes",
                "bytes on the wire, link headers and padding included",
                flow -> counts.apply(flow).wireBytes());
        addCount(
                columns,
                prefix + "ip_bytes",
                "bytes of the IP packets by their own headers",
                flow -> counts.apply(flow).ipBytes());
        addCount(
                columns,
                prefix + "payload_bytes",
                "bytes of transport payload, retransmissions included",
                flow -> counts.apply(flow).payloadBytes());
        addCount(
                columns,
                prefix + "stream_bytes",
                "bytes of transport payload, each once",
                flow -> counts.apply(flow).streamBytes());
    }

    private static void addCount(
            List<FlowColumn> columns, String name, String description, ToLongFunction<FlowRecord<?>> count) {
        columns.add(FlowColumn.number(name, FlowColumn.Type.LONG, description, count));
    }

    private static void addOutcome(List<FlowColumn> columns) {
        columns.add(FlowColumn.text(
                "initiator_orientation",
                "which way the initiator's packets run along the key",
                flow -> FlowFacts.name(flow.initiatorOrientation())));
        columns.add(FlowColumn.text("state", "where the flow stands", flow -> FlowFacts.name(flow.state())));
        columns.add(FlowColumn.text(
                "conn_state",
                "Zeek's summary of the conversation",
                flow -> flow.connState().name()));
        columns.add(FlowColumn.text("history", "TCP: what each side did, in order", FlowRecord::history));
        columns.add(FlowColumn.number(
                "missed_bytes", FlowColumn.Type.LONG, "TCP: acknowledged, but not captured", FlowRecord::missedBytes));
        columns.add(FlowColumn.text(
                        "end_reason",
                        "why the flow ended or is reported",
                        flow -> flow.endReason() == null ? null : FlowFacts.name(flow.endReason()))
                .nullable());
    }

    /** Which report this is, and what came since the last one. */
    private static void addReport(List<FlowColumn> columns) {
        columns.add(FlowColumn.number(
                "report_number",
                FlowColumn.Type.LONG,
                "place among the reports on the flow, from 1",
                FlowRecord::reportNumber));
        addTime(columns, "delta_start", "when the deltas begin", FlowRecord::deltaStartNanos);
        for (Side side : Side.values()) {
            addCounts(columns, "delta_" + FlowFacts.name(side) + "_", flow -> flow.delta(side));
        }
    }

    private static void addTcp(List<FlowColumn> columns) {
        addTcp(columns, "tcp_", TcpField.CONNECTION, analysis -> analysis);
        for (Side side : Side.values()) {
            addTcp(columns, "tcp_" + FlowFacts.name(side) + "_", TcpField.SIDE, analysis -> analysis.side(side));
        }
    }

    private static <A> void addTcp(
            List<FlowColumn> columns,
            String prefix,
            List<TcpField<A>> fields,
            Function<TcpFindings, ? extends A> part) {
        for (TcpField<A> field : fields) {
            columns.add(FlowColumn.number(prefix + field.name(), field.type(), field.description(), flow -> {
                        TcpFindings analysis = flow.tcpAnalysis();
                        long value = analysis == null
                                ? TcpAnalysis.NOT_SEEN
                                : field.value().applyAsLong(part.apply(analysis));
                        return value < 0 ? FlowColumn.NO_VALUE : value;
                    })
                    .nullable());
        }
    }

    /** A column of small numbers that some flows do not have. */
    private static FlowColumn small(String name, String description, ToLongFunction<FlowRecord<?>> number) {
        return FlowColumn.number(name, FlowColumn.Type.INT, description, number).nullable();
    }

    private static long noneIfZero(int id) {
        return id == 0 ? FlowColumn.NO_VALUE : id;
    }

    private static long endNumber(FlowRecord<?> flow, Side side, Endpoint.Meaning meaning) {
        Endpoint end = Endpoint.of(flow, side);
        return end.meaning() == meaning ? end.number() : FlowColumn.NO_VALUE;
    }
}
