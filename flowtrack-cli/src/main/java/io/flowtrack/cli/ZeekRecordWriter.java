package io.flowtrack.cli;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Side;
import io.flowtrack.api.Transport;
import java.io.IOException;
import java.io.Writer;
import java.util.OptionalLong;

/**
 * Zeek's conn.log, as tab-separated values. Where Zeek would say something that is not known here, the field is unset.
 * The times of the header are those of the packets, not of the run, so that the same input gives the same output.
 */
final class ZeekRecordWriter implements RecordWriter {
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
                    + "\tresp_ip_bytes\ttunnel_parents\tip_proto\n";

    private static final String TYPES =
            "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount"
                    + "\tstring\tbool\tbool\tcount\tstring\tcount\tcount\tcount"
                    + "\tcount\tset[string]\tcount\n";

    private final Writer out;
    private final FlowUids uids = new FlowUids();
    private final TunnelParents parents = new TunnelParents(uids);
    private final Text line = new Text(LINE_CAPACITY);

    ZeekRecordWriter(Writer out) {
        this.out = out;
    }

    @Override
    public void start(OptionalLong firstNanos) throws IOException {
        out.append(HEADER);
        writeTime("#open", firstNanos);
        out.append(FIELDS).append(TYPES);
    }

    @Override
    public void packet(Flow<?, Long> flow, FlowPacket packet) {
        parents.packet(flow, packet);
    }

    @Override
    public void write(long flowNumber, FlowRecord<?> flow) throws IOException {
        if (!(flow.key() instanceof FiveTuple tuple)) {
            throw new IllegalArgumentException("a conn.log of " + flow.key().getClass());
        }
        Times.appendSeconds(line, Times.micros(flow.firstNanos()));
        field(uids.uid(flowNumber, flow));
        endpoint(flow, Side.INITIATOR);
        endpoint(flow, Side.RESPONDER);
        field(proto(tuple.transport())).field(UNSET); // service
        durationAndSizes(flow);
        field(flow.connState().name()).field(UNSET).field(UNSET); // local_orig, local_resp
        field(flow.missedBytes());
        field(flow.history().isEmpty() ? UNSET : flow.history());
        field(flow.initiator().packets()).field(flow.initiator().ipBytes());
        field(flow.responder().packets()).field(flow.responder().ipBytes());
        String carriers = parents.take(flowNumber, flow);
        field(carriers.isEmpty() ? UNSET : carriers).field(tuple.protocol());
        line.append('\n').moveTo(out);
    }

    @Override
    public void finish(OptionalLong latestNanos) throws IOException {
        writeTime("#close", latestNanos);
    }

    private void writeTime(String name, OptionalLong nanos) throws IOException {
        out.append(name)
                .append('\t')
                .append(nanos.isPresent() ? Times.zeekHeader(nanos.getAsLong()) : UNSET)
                .append('\n');
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
