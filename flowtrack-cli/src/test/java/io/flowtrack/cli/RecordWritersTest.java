package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.ConnState;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.SideCounts;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What captures of the other tests do not show. */
class RecordWritersTest {
    private static final int TCP = 6;
    private static final int GRE = 47;
    private static final int SCTP = 132;
    private static final long SECOND = 1_000_000_000;

    private final StringWriter out = new StringWriter();

    @Test
    void mappedAddressesAreIpv4ToZeek() throws IOException {
        IpAddress mapped = IpAddress.ofIpv6(0, 0xFFFF_C000_0201L);
        IpAddress other = IpAddress.ofIpv6(1, 0xFFFF_C000_0201L);
        FlowRecord<?> flow = record(FiveTuple.of(TCP, mapped, 1, other, 2), 0, 0, EndReason.FIN);
        new ZeekRecordWriter(out).write(1, flow);
        assertThat(out.toString()).contains("\t192.0.2.1\t1\t::1:0:ffff:c000:201\t2\t");
    }

    @Test
    void zeekTimesAreCutToMicrosecondsBeforeTheyAreSubtracted() throws IOException {
        FlowRecord<?> flow = record(tuple(TCP), SECOND + 1_999, SECOND + 2_000, EndReason.FIN);
        new ZeekRecordWriter(out).write(1, flow);
        assertThat(out.toString()).startsWith("1.000001\t").contains("\t-\t0.000001\t6\t0\t");
    }

    @Test
    void aZeekDurationBelowAMicrosecondIsUnset() throws IOException {
        FlowRecord<?> flow = record(tuple(GRE), SECOND + 1_000, SECOND + 1_999, EndReason.FLUSHED);
        new ZeekRecordWriter(out).write(1, flow);
        assertThat(out.toString()).contains("\tunknown_transport\t-\t-\t-\t-\t");
    }

    @Test
    void otherProtocolsHaveNoSizesToZeekButTheirPortsAndNumber() throws IOException {
        new ZeekRecordWriter(out).write(1, record(tuple(SCTP), 0, SECOND, EndReason.FLUSHED));
        assertThat(out.toString())
                .contains("\t192.0.2.1\t1000\t192.0.2.2\t2000\tunknown_transport\t-\t1.000000\t0\t0\t")
                .endsWith("\t132\n");
    }

    @Test
    void theInitiatorComesFirstWhateverItsPlaceInTheKey() throws IOException {
        FlowRecord<?> flow = new FlowRecord<>(
                tuple(TCP),
                io.flowtrack.api.Transport.TCP,
                Orientation.REVERSE,
                FlowState.ACTIVE,
                EndReason.FLUSHED,
                ConnState.S1,
                "D",
                9,
                0,
                0,
                new SideCounts(1, 2, 3, 4, 4),
                new SideCounts(5, 6, 7, 8, 8),
                List.of(),
                null);
        new ZeekRecordWriter(out).write(1, flow);
        assertThat(out.toString())
                .contains("\t192.0.2.2\t2000\t192.0.2.1\t1000\ttcp")
                .contains("\tS1\t-\t-\t9\tD\t1\t3\t5\t7\t");
        assertThat(Endpoint.of(flow, io.flowtrack.api.Side.RESPONDER)).hasToString("192.0.2.1:1000");
    }

    @Test
    void uidsDependOnKeyStartAndNumber() {
        FlowUids uids = new FlowUids();
        List<String> all = List.of(
                uids.uid(1, record(tuple(TCP), 0, 0, EndReason.FIN)),
                uids.uid(2, record(tuple(TCP), 0, 0, EndReason.FIN)),
                uids.uid(1, record(tuple(TCP), 1, 1, EndReason.FIN)),
                uids.uid(1, record(tuple(SCTP), 0, 0, EndReason.FIN)));
        assertThat(all).doesNotHaveDuplicates().allMatch(uid -> uid.matches("C[0-9A-Za-z]{17}"));
        assertThat(uids.uid(1, record(tuple(TCP), 0, 9, EndReason.RST))).isEqualTo(all.get(0));
    }

    @Test
    void theTableHoldsBackTwoHundredRowsToSizeItsColumns() throws IOException {
        TableRecordWriter table = new TableRecordWriter(out, /* colour= */ false);
        for (int i = 1; i < 200; i++) {
            table.write(i, record(tuple(TCP), 0, 0, EndReason.FIN));
        }
        assertThat(out.toString()).isEmpty();
        table.write(200, record(tuple(TCP), 0, 0, EndReason.IDLE_TIMEOUT));
        assertThat(out.toString().lines()).hasSize(201);
        table.write(201, record(tuple(TCP), 0, 0, EndReason.FIN));
        table.finish(OptionalLong.of(0));
        assertThat(out.toString().lines()).hasSize(202);
    }

    @Test
    void aTableThatIsShownWritesWhatItHeldBackAndEveryFurtherRowAtOnce() throws IOException {
        TableRecordWriter table = new TableRecordWriter(out, /* colour= */ false);
        table.show();
        assertThat(out.toString()).isEmpty();
        table.write(1, record(tuple(TCP), 0, 0, EndReason.FIN));
        table.show();
        assertThat(out.toString().lines()).hasSize(2);
        table.write(2, record(tuple(TCP), 0, 0, EndReason.FIN));
        table.show();
        assertThat(out.toString().lines()).hasSize(3);
    }

    @Test
    void anEmptyTableIsItsHeadings() throws IOException {
        new TableRecordWriter(out, /* colour= */ false).finish(OptionalLong.empty());
        assertThat(out.toString().lines()).singleElement().asString().startsWith("START  PROTO");
    }

    @Test
    void coloursDoNotMoveColumns() throws IOException {
        StringWriter coloured = new StringWriter();
        for (TableRecordWriter table :
                List.of(new TableRecordWriter(out, false), new TableRecordWriter(coloured, true))) {
            table.write(1, record(tuple(TCP), 0, 0, EndReason.EVICTED));
            table.finish(OptionalLong.of(0));
        }
        assertThat(coloured.toString()).contains("\u001b[32mclosed\u001b[0m", "\u001b[33mevicted\u001b[0m");
        assertThat(coloured.toString().replaceAll("\u001b\\[\\d+m", "")).isEqualTo(out.toString());
    }

    private static FiveTuple tuple(int protocol) {
        return FiveTuple.of(protocol, IpAddress.ofIpv4(0xC0000201), 1000, IpAddress.ofIpv4(0xC0000202), 2000);
    }

    private static FlowRecord<FiveTuple> record(FiveTuple key, long firstNanos, long lastNanos, EndReason reason) {
        return new FlowRecord<>(
                key,
                key.transport(),
                Orientation.FORWARD,
                FlowState.CLOSED,
                reason,
                ConnState.SF,
                "",
                /* missedBytes= */ 0,
                firstNanos,
                lastNanos,
                new SideCounts(1, 60, 46, 6, 6),
                new SideCounts(0, 0, 0, 0, 0),
                List.of(),
                null);
    }
}
