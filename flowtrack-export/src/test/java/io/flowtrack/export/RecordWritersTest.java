package io.flowtrack.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.ConnState;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.VlanIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What captures of the other tests do not show. */
class RecordWritersTest {
    private static final int TCP = 6;
    private static final int GRE = 47;
    private static final int SCTP = 132;
    private static final long SECOND = 1_000_000_000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What Zeek's conn.log says of a flow. */
    private String zeekLine(FlowRecord<?> flow) throws IOException {
        try (ZeekRecordWriter zeek = ZeekRecordWriter.of(out)) {
            zeek.write(flow);
        }
        return out().lines().filter(line -> !line.startsWith("#")).findFirst().orElseThrow();
    }

    @Test
    void mappedAddressesAreIpv4ToZeek() throws IOException {
        IpAddress mapped = IpAddress.ofIpv6(0, 0xFFFF_C000_0201L);
        IpAddress other = IpAddress.ofIpv6(1, 0xFFFF_C000_0201L);
        FlowRecord<?> flow = record(FiveTuple.of(TCP, mapped, 1, other, 2), 0, 0, EndReason.FIN);
        assertThat(zeekLine(flow)).contains("\t192.0.2.1\t1\t::1:0:ffff:c000:201\t2\t");
    }

    @Test
    void zeekTimesAreCutToMicrosecondsBeforeTheyAreSubtracted() throws IOException {
        FlowRecord<?> flow = record(tuple(TCP), SECOND + 1_999, SECOND + 2_000, EndReason.FIN);
        assertThat(zeekLine(flow)).startsWith("1.000001\t").contains("\t-\t0.000001\t6\t0\t");
    }

    @Test
    void aZeekDurationBelowAMicrosecondIsUnset() throws IOException {
        FlowRecord<?> flow = record(tuple(GRE), SECOND + 1_000, SECOND + 1_999, EndReason.FLUSHED);
        assertThat(zeekLine(flow)).contains("\tunknown_transport\t-\t-\t-\t-\t");
    }

    @Test
    void otherProtocolsHaveNoSizesToZeekButTheirPortsAndNumber() throws IOException {
        assertThat(zeekLine(record(tuple(SCTP), 0, SECOND, EndReason.FLUSHED)))
                .contains("\t192.0.2.1\t1000\t192.0.2.2\t2000\tunknown_transport\t-\t1.000000\t0\t0\t")
                .endsWith("\t132");
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
                VlanIds.NONE,
                List.of(),
                null,
                1,
                0,
                new SideCounts(1, 2, 3, 4, 4),
                new SideCounts(5, 6, 7, 8, 8),
                null);
        assertThat(zeekLine(flow))
                .contains("\t192.0.2.2\t2000\t192.0.2.1\t1000\ttcp")
                .contains("\tS1\t-\t-\t9\tD\t1\t3\t5\t7\t");
        Text text = new Text(1);
        Endpoint.of(flow, io.flowtrack.api.Side.RESPONDER).appendTo(text);
        assertThat(text).hasToString("192.0.2.1:1000");
    }

    @Test
    void uidsDependOnKeyStartAndNumber() {
        FlowUids uids = new FlowUids();
        List<String> all = List.of(
                uids.uid(numbered(1, record(tuple(TCP), 0, 0, EndReason.FIN))),
                uids.uid(numbered(2, record(tuple(TCP), 0, 0, EndReason.FIN))),
                uids.uid(numbered(1, record(tuple(TCP), 1, 1, EndReason.FIN))),
                uids.uid(numbered(1, record(tuple(SCTP), 0, 0, EndReason.FIN))),
                uids.uid(record(tuple(TCP), 0, 0, EndReason.FIN)),
                uids.uid(record(tuple(TCP), 1, 0, EndReason.FIN)));
        assertThat(all).doesNotHaveDuplicates().allMatch(uid -> uid.matches("C[0-9A-Za-z]{17}"));
        assertThat(uids.uid(numbered(1, record(tuple(TCP), 0, 9, EndReason.RST))))
                .isEqualTo(all.get(0));
        assertThat(uids.uid(record(tuple(TCP), 0, 9, EndReason.RST))).isEqualTo(all.get(4));
    }

    @Test
    void aZeekLogOpensAndClosesWithItsRecordsUnlessToldOtherwise() throws IOException {
        zeekLine(record(tuple(TCP), 90 * SECOND, 100 * SECOND, EndReason.FIN));
        assertThat(out()).contains("#open\t1970-01-01-00-01-30\n").endsWith("#close\t1970-01-01-00-01-40\n");
        out.reset();
        ZeekRecordWriter.of(out).close();
        assertThat(out()).contains("#open\t-\n").endsWith("#close\t-\n");
    }

    @Test
    void aTableHeaderIsWrittenOnce() throws IOException {
        try (CsvRecordWriter csv = CsvRecordWriter.of(out)) {
            csv.flush();
            csv.write(record(tuple(TCP), 0, 0, EndReason.FIN));
        }
        try (CsvRecordWriter csv = CsvRecordWriter.appending(out)) {
            csv.write(record(tuple(SCTP), 0, 0, EndReason.FIN));
        }
        assertThat(out().lines()).hasSize(3);
        assertThat(out().lines().filter(line -> line.startsWith("uid,"))).hasSize(1);
    }

    @Test
    void theTableHoldsBackTwoHundredRowsToSizeItsColumns() throws IOException {
        FiveTuple wide = FiveTuple.of(TCP, IpAddress.ofIpv6(-1, -1), 1000, IpAddress.ofIpv6(-1, -1), 2000);
        List<String> narrow = tableOf(Collections.nCopies(200, tuple(TCP)));
        List<FiveTuple> keys = new ArrayList<>(Collections.nCopies(200, tuple(TCP)));
        keys.add(wide);
        assertThat(tableOf(keys).subList(0, 201)).isEqualTo(narrow);
        assertThat(tableOf(keys)).hasSize(202);
        assertThat(tableOf(keys.subList(1, 201)).subList(0, 200)).isNotEqualTo(narrow.subList(0, 200));
    }

    private List<String> tableOf(List<FiveTuple> keys) throws IOException {
        out.reset();
        try (TableRecordWriter table = TableRecordWriter.of(out, /* colour= */ false)) {
            for (FiveTuple key : keys) {
                table.write(record(key, 0, 0, EndReason.FIN));
            }
        }
        return out().lines().toList();
    }

    @Test
    void aTableThatIsFlushedWritesWhatItHeldBackAndEveryFurtherRow() throws IOException {
        TableRecordWriter table = TableRecordWriter.of(out, /* colour= */ false);
        table.flush();
        assertThat(out()).isEmpty();
        table.write(record(tuple(TCP), 0, 0, EndReason.FIN));
        table.flush();
        assertThat(out().lines()).hasSize(2);
        table.write(record(tuple(TCP), 0, 0, EndReason.FIN));
        table.flush();
        assertThat(out().lines()).hasSize(3);
    }

    @Test
    void rowsBehindTheFirstOnesCanBeWrittenElsewhere() throws IOException {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        TableRecordWriter table = TableRecordWriter.of(out, /* colour= */ false);
        assertThat(table.isAligning()).isTrue();
        assertThatThrownBy(() -> table.appending(rest)).isInstanceOf(IllegalStateException.class);
        int rows = 0;
        for (; table.isAligning(); rows++) {
            table.write(record(tuple(TCP), 0, 0, EndReason.FIN));
        }
        table.flush();
        String before = out();
        assertThat(before.lines()).hasSize(rows + 1);
        try (TableRecordWriter more = table.appending(rest)) {
            more.write(record(tuple(TCP), 0, 0, EndReason.FIN));
        }
        table.write(record(tuple(TCP), 0, 0, EndReason.FIN));
        table.close();
        assertThat(before + rest.toString(StandardCharsets.UTF_8)).isEqualTo(out());
    }

    @Test
    void anEmptyTableIsItsHeadings() throws IOException {
        TableRecordWriter.of(out, /* colour= */ false).close();
        assertThat(out().lines()).singleElement().asString().startsWith("START  PROTO");
    }

    @Test
    void coloursDoNotMoveColumns() throws IOException {
        ByteArrayOutputStream coloured = new ByteArrayOutputStream();
        for (TableRecordWriter table :
                List.of(TableRecordWriter.of(out, false), TableRecordWriter.of(coloured, true))) {
            table.write(record(tuple(TCP), 0, 0, EndReason.EVICTED));
            table.close();
        }
        String text = coloured.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("\u001b[32mclosed\u001b[0m", "\u001b[33mevicted\u001b[0m");
        assertThat(text.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(out());
    }

    private static final ExtraColumns EXTRA = new ExtraColumns() {
        @Override
        public String name() {
            return "mine";
        }

        @Override
        public List<String> columns() {
            return List.of("a whole", "a real", "a text", "a list");
        }

        @Override
        public List<Type> types() {
            return List.of(Type.LONG, Type.DOUBLE, Type.TEXT, Type.INTS);
        }

        @Override
        public List<?> values(FlowRecord<?> flow) {
            return List.of(flow.initiator().packets(), 0.5, "x, \"y\"", List.of(1, -1));
        }
    };

    @Test
    void columnsOfOnesOwnStandBehindAllOthers() throws IOException {
        FlowRecord<?> flow = record(tuple(6), 0, 1, EndReason.FIN);
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        try (FlowRecordWriter writer = CsvRecordWriter.of(csv).with(EXTRA)) {
            writer.write(flow);
        }
        List<String> lines = csv.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines.get(0)).endsWith(",a whole,a real,a text,a list");
        assertThat(lines.get(1)).endsWith(",1,0.5,\"x, \"\"y\"\"\",\"[1, -1]\"");
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try (FlowRecordWriter writer = NdjsonRecordWriter.of(json).with(EXTRA)) {
            writer.write(flow);
        }
        assertThat(json.toString(StandardCharsets.UTF_8))
                .endsWith(",\"mine\":{\"a whole\":1,\"a real\":0.5,\"a text\":\"x, \\\"y\\\"\",\"a list\":[1,-1]}}\n");
    }

    @Test
    void nothingIsLeftOfARecordWhoseOwnColumnsFail() throws IOException {
        FlowRecord<?> good = record(tuple(6), 0, 1, EndReason.FIN);
        FlowRecord<?> bad = record(tuple(6), 0, 13, EndReason.FIN);
        ExtraColumns failing = new ExtraColumns() {
            @Override
            public String name() {
                return "mine";
            }

            @Override
            public List<String> columns() {
                return List.of("an end");
            }

            @Override
            public List<Type> types() {
                return List.of(Type.LONG);
            }

            @Override
            public List<?> values(FlowRecord<?> flow) {
                if (flow.lastNanos() == 13) {
                    throw new IllegalStateException("13");
                }
                return List.of(flow.lastNanos());
            }
        };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FlowRecordWriter writer = NdjsonRecordWriter.of(out).with(failing)) {
            writer.write(good);
            assertThatIllegalStateException().isThrownBy(() -> writer.write(bad));
            writer.write(good);
            assertThatIllegalStateException().isThrownBy(() -> writer.write(bad));
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.endsWith(",\"mine\":{\"an end\":1}}"));
    }

    /** The number of a flow. */
    private record Place(long flowNumber) implements FlowNumbered {}

    private static FlowRecord<?> numbered(long number, FlowRecord<?> flow) {
        return flow.withUserState(new Place(number));
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
                VlanIds.NONE,
                List.of(),
                null,
                /* reportNumber= */ 1,
                firstNanos,
                new SideCounts(1, 60, 46, 6, 6),
                new SideCounts(0, 0, 0, 0, 0),
                /* userState= */ null);
    }
}
