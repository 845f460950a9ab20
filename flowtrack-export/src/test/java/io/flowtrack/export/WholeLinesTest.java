package io.flowtrack.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is passed on ends with a line, and nothing comes behind a failure. */
class WholeLinesTest {
    private static final int SEED = 7;

    static Stream<Function<OutputStream, FlowRecordWriter>> formats() {
        return Stream.of(
                NdjsonRecordWriter::of,
                CsvRecordWriter::of,
                ZeekRecordWriter::of,
                ZeekJsonRecordWriter::of,
                EveRecordWriter::of,
                out -> TableRecordWriter.of(out, /* colour= */ true));
    }

    private static List<FlowRecord<?>> records() {
        return Records.of(
                Traffic.random(SEED, 600).capture().stream().map(Frame::view),
                FiveTupleExtractor.bidirectional(),
                TrackerConfig.defaults());
    }

    /** Takes pieces until it is full. */
    private static final class Disk extends OutputStream {
        private final List<String> pieces = new ArrayList<>();
        private final int capacity;
        private int triedCount;

        Disk(int capacity) {
            this.capacity = capacity;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            triedCount++;
            if (pieces.size() == capacity) {
                throw new IOException("full");
            }
            pieces.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("formats")
    void piecesAreWholeLines(Function<OutputStream, FlowRecordWriter> format) throws IOException {
        Disk disk = new Disk(Integer.MAX_VALUE);
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        try (FlowRecordWriter toDisk = format.apply(disk);
                FlowRecordWriter toMemory = format.apply(memory)) {
            for (FlowRecord<?> record : records()) {
                toDisk.write(record);
                toMemory.write(record);
                if (record.firstNanos() % 5 == 0) {
                    toDisk.flush();
                }
            }
        }
        assertThat(disk.pieces).hasSizeGreaterThan(10).allMatch(piece -> piece.endsWith("\n"));
        assertThat(String.join("", disk.pieces).lines())
                .hasSameSizeAs(memory.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void nothingIsLeftOfARecordThatIsRefused(Function<OutputStream, FlowRecordWriter> format) throws IOException {
        List<FlowRecord<?>> records = records().subList(0, 3);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        ByteArrayOutputStream actual = new ByteArrayOutputStream();
        try (FlowRecordWriter without = format.apply(expected);
                FlowRecordWriter with = format.apply(actual)) {
            for (FlowRecord<?> record : records) {
                without.write(record);
                with.write(record);
                assertThatIllegalArgumentException().isThrownBy(() -> with.write(withKeyOfOnesOwn(record)));
                without.flush(); // a table holds rows back until then
                with.flush();
            }
        }
        assertThat(actual.toString(StandardCharsets.UTF_8)).isEqualTo(expected.toString(StandardCharsets.UTF_8));
    }

    private static FlowRecord<?> withKeyOfOnesOwn(FlowRecord<?> flow) {
        return new FlowRecord<>(
                "a key of one's own",
                flow.transport(),
                flow.initiatorOrientation(),
                flow.state(),
                flow.endReason(),
                flow.connState(),
                flow.history(),
                flow.missedBytes(),
                flow.firstNanos(),
                flow.lastNanos(),
                flow.initiator(),
                flow.responder(),
                flow.vlanIds(),
                flow.tunnels(),
                flow.tcpAnalysis(),
                flow.reportNumber(),
                flow.deltaStartNanos(),
                flow.initiatorDelta(),
                flow.responderDelta(),
                flow.userState());
    }

    @ParameterizedTest
    @MethodSource("formats")
    void nothingIsWrittenBehindAFailure(Function<OutputStream, FlowRecordWriter> format) throws IOException {
        Disk disk = new Disk(1);
        FlowRecordWriter writer = format.apply(disk);
        FlowRecord<?> record = records().get(0);
        writer.write(record);
        writer.flush();
        writer.write(record);
        assertThatThrownBy(writer::flush).isInstanceOf(IOException.class).hasMessage("full");
        writer.write(record);
        assertThatThrownBy(writer::close).isInstanceOf(IOException.class).hasMessageContaining("failed");
        assertThat(disk.triedCount).isEqualTo(2);
        assertThat(disk.pieces).singleElement().asString().endsWith("\n");
    }
}
