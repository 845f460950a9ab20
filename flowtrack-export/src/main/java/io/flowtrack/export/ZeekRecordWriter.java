package io.flowtrack.export;

import io.flowtrack.api.CommunityId;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Side;
import io.flowtrack.api.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Zeek's conn.log, as tab-separated values. Where Zeek would say something that is not known here, the field is unset. For
 * records of five-tuples; their values are Zeek's if the tracker's rules were ({@link io.flowtrack.api.TrackerConfig#zeek}).
 */
public final class ZeekRecordWriter implements FlowRecordWriter {
    private static final String UNSET = "-";
    private static final int LINE_CAPACITY = 512;

    private static final String HEADER = """
            #separator \\x09
            #set_separator\t,
            #empty_field\t(empty)
            #unset_field\t-
            #path\tconn
            """;

    private static final String FIELDS =
            "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes"
                    + "\tconn_state\tlocal_orig\tlocal_resp\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts"
                    + "\tresp_ip_bytes\ttunnel_parents\tip_proto";

    private static final String TYPES =
            "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount"
                    + "\tstring\tbool\tbool\tcount\tstring\tcount\tcount\tcount"
                    + "\tcount\tset[string]\tcount";

    private final WholeLines out;
    private final FlowUids uids = new FlowUids();
    private final TunnelParents parents;
    private final @Nullable LogTimes times;
    private final Text line = new Text(LINE_CAPACITY);
    private @Nullable CommunityId communityIds;
    private boolean isOpen;
    private OptionalLong latestNanos = OptionalLong.empty();

    private ZeekRecordWriter(OutputStream out, TunnelParents parents, @Nullable LogTimes times) {
        this.out = new WholeLines(out);
        this.parents = parents;
        this.times = times;
    }

    /**
     * A writer whose header says when the flow of the first record began, and whose last line says the latest time of any
     * packet of its records. Tunnels are named by their addresses.
     */
    public static ZeekRecordWriter of(OutputStream out) {
        return new ZeekRecordWriter(out, new TunnelParents(), null);
    }

    /**
     * A writer that knows more than records tell.
     *
     * @param parents has heard of all packets of the flows, and is asked for what carried them
     * @param times what stands behind {@code #open} and {@code #close}
     */
    public static ZeekRecordWriter of(OutputStream out, TunnelParents parents, LogTimes times) {
        return new ZeekRecordWriter(out, parents, times);
    }

    /**
     * Gives all records a last column {@code community_id}, as Zeek's script of that name does.
     *
     * @param ids used by this writer alone
     * @throws IllegalStateException if the header was written
     */
    public ZeekRecordWriter withCommunityIds(CommunityId ids) {
        if (isOpen) {
            throw new IllegalStateException("the header says already which columns there are");
        }
        communityIds = ids;
        return this;
    }

    @Override
    public void write(FlowRecord<?> flow) throws IOException {
        if (!(flow.key() instanceof FiveTuple tuple)) {
            throw new IllegalArgumentException("a conn.log of " + flow.key().getClass());
        }
        open(OptionalLong.of(flow.firstNanos()));
        latestNanos = OptionalLong.of(Math.max(latestNanos.orElse(Long.MIN_VALUE), flow.lastNanos()));
        Times.appendSeconds(line, Times.micros(flow.firstNanos()));
        field(uids.uid(flow));
        endpoint(flow, Side.INITIATOR);
        endpoint(flow, Side.RESPONDER);
        field(proto(tuple.transport())).field(UNSET); // service
        durationAndSizes(flow);
        field(flow.connState().name()).field(UNSET).field(UNSET); // local_orig, local_resp
        field(flow.missedBytes());
        field(flow.history().isEmpty() ? UNSET : flow.history());
        field(flow.initiator().packets()).field(flow.initiator().ipBytes());
        field(flow.responder().packets()).field(flow.responder().ipBytes());
        String carriers = parents.take(flow);
        field(carriers.isEmpty() ? UNSET : carriers).field(tuple.protocol());
        if (communityIds != null) {
            field(Objects.requireNonNullElse(communityIds.of(flow), UNSET));
        }
        endLine();
    }

    private void endLine() throws IOException {
        line.append('\n').moveTo(out);
        out.endLine();
    }

    private void open(OptionalLong firstNanos) throws IOException {
        if (!isOpen) {
            isOpen = true;
            line.append(HEADER);
            writeTime("#open", times == null ? firstNanos : times.openNanos());
            line.append(FIELDS).append(communityIds == null ? "\n" : "\tcommunity_id\n");
            line.append(TYPES)
                    .append(communityIds == null ? "\n" : "\tstring\n")
                    .moveTo(out);
            out.endLine();
        }
    }

    @Override
    public void flush() throws IOException {
        out.passOn();
    }

    @Override
    public void close() throws IOException {
        try {
            open(OptionalLong.empty());
            writeTime("#close", times == null ? latestNanos : times.closeNanos());
        } finally {
            out.close();
        }
    }

    private void writeTime(String name, OptionalLong nanos) throws IOException {
        line.append(name).append('\t').append(nanos.isPresent() ? Times.zeekHeader(nanos.getAsLong()) : UNSET);
        endLine();
    }

    private void endpoint(FlowRecord<?> flow, Side side) {
        Endpoint end = Endpoint.of(flow, side);
        field(text((IpAddress) end.address())).field(end.number());
    }

    /** As Zeek prints it: an IPv4-mapped address is an IPv4 address. */
    private static String text(IpAddress address) {
        boolean mapped = address.version() == IpAddress.IPV6 && address.high() == 0 && address.low() >>> 32 == 0xFFFF;
        return mapped ? IpAddress.ofIpv4((int) address.low()).toString() : address.toString();
    }

    private static String proto(Transport transport) {
        return switch (transport) {
            case TCP -> "tcp";
            case UDP -> "udp";
            case ICMP, ICMPV6 -> "icmp";
            default -> "unknown_transport";
        };
    }

    /** All three are unset when no time passed. */
    private void durationAndSizes(FlowRecord<?> flow) {
        long micros = Times.micros(flow.lastNanos()) - Times.micros(flow.firstNanos());
        if (micros <= 0) {
            field(UNSET).field(UNSET).field(UNSET);
            return;
        }
        line.append('\t');
        Times.appendSeconds(line, micros);
        switch (flow.transport()) {
            case TCP, UDP, ICMP, ICMPV6 ->
                field(flow.initiator().streamBytes()).field(flow.responder().streamBytes());
            default -> field(0).field(0);
        }
    }

    private ZeekRecordWriter field(String text) {
        line.append('\t').append(text);
        return this;
    }

    private ZeekRecordWriter field(long number) {
        line.append('\t').append(number);
        return this;
    }
}
