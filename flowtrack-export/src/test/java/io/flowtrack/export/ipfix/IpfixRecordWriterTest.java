package io.flowtrack.export.ipfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.MacAddress;
import io.flowtrack.api.MacPair;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.TcpFlags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written to streams. */
class IpfixRecordWriterTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private static BigInteger number(long value) {
        return BigInteger.valueOf(value);
    }

    private List<IpfixReader.Content> written() {
        return new IpfixReader().readAll(out.toByteArray());
    }

    private Map<String, BigInteger> only(FlowRecord<?> flow) throws IOException {
        out.reset();
        try (IpfixRecordWriter writer = IpfixRecordWriter.of(out)) {
            writer.write(flow);
        }
        return written().get(0).records().get(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {464, 1_400, 65_535})
    void whatIsWrittenIsReadInMessagesThatAreAsFullAsTheyCanBe(int maxLength) throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<FlowRecord<Object>> flows = new ArrayList<>();
        try (IpfixRecordWriter writer =
                IpfixRecordWriter.of(out, IpfixSettings.ofStreams().withMaxMessageLength(maxLength))) {
            for (int i = 0; i < 3_000; i++) {
                flows.add(Records.random(random));
                writer.write(flows.get(i));
            }
        }
        List<IpfixReader.Content> messages = written();
        List<Map<String, BigInteger>> records =
                messages.stream().flatMap(message -> message.records().stream()).toList();
        assertThat(records).as("seed " + seed).hasSameSizeAs(flows);
        for (int i = 0; i < flows.size(); i++) {
            assertThat(records.get(i)).as("record " + i + ", seed " + seed).isEqualTo(Expected.of(flows.get(i)));
        }
        assertThat(messages.stream().flatMap(message -> message.templateIds().stream()))
                .as("templates, once each")
                .doesNotHaveDuplicates();
        int longestStep = 4 + 4 + 31 * 8 + 4 + 193; // a set with a template, and one with a record
        assertThat(messages.subList(0, messages.size() - 1))
                .allSatisfy(message -> assertThat(message.length()).isBetween(maxLength - longestStep, maxLength));
    }

    @Test
    void recordsOfAKindShareASet() throws IOException {
        try (IpfixRecordWriter writer = IpfixRecordWriter.of(out)) {
            for (int i = 0; i < 3; i++) {
                writer.write(Records.record(Records.TCP, EndReason.FIN));
            }
        }
        int templateSet = 4 + 4 + 17 * 4 + 6 * 8;
        assertThat(out.size()).isEqualTo(16 + templateSet + 4 + 3 * 143);
    }

    @Test
    void theStreamGetsNothingButWholeMessages() throws IOException {
        List<byte[]> writes = new ArrayList<>();
        OutputStream pieces = new OutputStream() {
            @Override
            public void write(int octet) {
                throw new AssertionError("a single byte");
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                writes.add(java.util.Arrays.copyOfRange(bytes, offset, offset + length));
            }
        };
        IpfixReader reader = new IpfixReader();
        try (IpfixRecordWriter writer = IpfixRecordWriter.of(pieces)) {
            for (int i = 0; i < 2_000; i++) {
                writer.write(Records.record(Records.TCP, EndReason.FIN));
            }
            assertThat(writes).hasSize(4);
            writer.flush();
            assertThat(writes).hasSize(5);
            writer.flush();
            writer.write(Records.record(Records.TCP, EndReason.FIN));
        }
        assertThat(writes).hasSize(6);
        assertThat(writes.stream()
                        .mapToInt(message ->
                                reader.read(ByteBuffer.wrap(message)).records().size())
                        .sum())
                .isEqualTo(2_001);
    }

    @Test
    void noRecordsAreNoBytes() throws IOException {
        IpfixRecordWriter.of(out).close();
        assertThat(out.size()).isZero();
    }

    @Test
    void aFileIsExportedAtTheTimeOfItsLatestPacketSoFar() throws IOException {
        try (IpfixRecordWriter writer = IpfixRecordWriter.of(out)) {
            for (long second : new long[] {7, 5, 9}) {
                long nanos = second * 1_000_000_000;
                FlowRecord<Object> flow = Records.record(Records.TCP, EndReason.FIN);
                writer.write(Records.record(
                        Records.TCP,
                        Orientation.FORWARD,
                        EndReason.FIN,
                        new long[] {nanos, nanos},
                        List.of(flow.initiator(), flow.responder(), flow.initiatorDelta(), flow.responderDelta()),
                        null));
                writer.flush();
            }
        }
        assertThat(written().stream().map(IpfixReader.Content::exportSeconds)).containsExactly(7L, 7L, 9L);
    }

    @ParameterizedTest
    @CsvSource({
        "IDLE_TIMEOUT, 1",
        "ACTIVE_TIMEOUT, 2",
        ", 2",
        "FIN, 3",
        "RST, 3",
        "REUSED, 3",
        "FLUSHED, 4",
        "EVICTED, 5"
    })
    void everyEndHasItsReason(EndReason reason, int expected) throws IOException {
        assertThat(only(Records.record(Records.TCP, reason))).containsEntry("136", number(expected));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, 192.0.2.2, 145", "2001:db8::1, 2001:db8::2, 169"})
    void tcpHasTheFlagsOfBothSides(String source, String destination, int recordLength) throws IOException {
        FiveTuple tuple = FiveTuple.of(6, IpAddress.parse(source), 1000, IpAddress.parse(destination), 80);
        assertThat(only(Records.withFlags(Records.record(tuple, EndReason.RST), 0xFF, TcpFlags.RST)))
                .containsEntry("6", number(0xFF))
                .containsEntry("29305/6", number(4));
        assertThat(out.size()).isEqualTo(16 + 4 + 4 + 18 * 4 + 7 * 8 + 4 + recordLength);
    }

    @Test
    void noFlagAtAllIsZero() throws IOException {
        assertThat(only(Records.withFlags(Records.record(Records.TCP, EndReason.FLUSHED), 0, TcpFlags.ACK)))
                .containsEntry("6", number(0))
                .containsEntry("29305/6", number(16));
    }

    @Test
    void flagsThatAreNotKnownAreLeftOut() throws IOException {
        assertThat(only(Records.record(Records.TCP, EndReason.RST)))
                .containsEntry("4", number(6))
                .containsEntry("7", number(1000))
                .doesNotContainKeys("6", "29305/6");
    }

    @ParameterizedTest
    @CsvSource({
        // key, IPv4, IPv6
        "TCP, 436, 452",
        "TCP without flags, 260, 340",
        "UDP, 260, 340"
    })
    void flagsHaveTemplatesOfTheirOwn(String key, int ipv4, int ipv6) throws IOException {
        try (IpfixRecordWriter writer = IpfixRecordWriter.of(out)) {
            for (String host : List.of("192.0.2.", "2001:db8::")) {
                FiveTuple tuple = FiveTuple.of(
                        key.equals("UDP") ? 17 : 6, IpAddress.parse(host + 1), 1000, IpAddress.parse(host + 2), 80);
                FlowRecord<Object> flow = numbered(tuple);
                writer.write(key.equals("TCP") ? Records.withFlags(flow, 1, 2) : flow);
            }
        }
        assertThat(written().get(0).templateIds()).containsExactly(ipv4, ipv6);
    }

    private static FlowRecord<Object> numbered(FiveTuple tuple) {
        FlowRecord<Object> flow = Records.record(tuple, EndReason.FIN);
        return Records.record(
                tuple,
                Orientation.FORWARD,
                EndReason.FIN,
                new long[] {0, 1},
                List.of(flow.initiator(), flow.responder(), flow.initiatorDelta(), flow.responderDelta()),
                new Records.Numbered(1));
    }

    @ParameterizedTest
    @CsvSource({
        // protocol, number of the initiator, of the responder, element, type and code
        "1, 8, 0, 32, 0x0800",
        "1, 13, 14, 32, 0x0D00",
        "1, 3, 4, 32, 0x0304",
        "58, 128, 129, 139, 0x8000",
        "58, 1, 6, 139, 0x0106"
    })
    void icmpIsTypeAndCodeOfWhatTheInitiatorSent(int protocol, int type, int other, String element, String expected)
            throws IOException {
        FiveTuple tuple = FiveTuple.of(protocol, Records.A, type, Records.B, other);
        assertThat(only(Records.record(tuple, EndReason.FLUSHED)))
                .containsEntry(element, number(Integer.decode(expected)))
                .doesNotContainKeys("7", "11");
    }

    @Test
    void whatTheFormatCannotSayIsRefusedAndLeavesNoTrace() throws IOException {
        try (IpfixRecordWriter writer = IpfixRecordWriter.of(out)) {
            writer.write(Records.record(Records.TCP, EndReason.FIN));
            HostPair mixed = new HostPair(Records.A, IpAddress.parse("::1"));
            assertThatThrownBy(() -> writer.write(Records.record("a key", EndReason.FIN)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a key of class java.lang.String");
            assertThatThrownBy(() -> writer.write(Records.record(mixed, EndReason.FIN)))
                    .isInstanceOf(IllegalArgumentException.class);
            writer.write(Records.record(new MacPair(new MacAddress(1), new MacAddress(2)), EndReason.IDLE_TIMEOUT));
        }
        assertThat(written())
                .singleElement()
                .satisfies(message -> assertThat(message.records()).hasSize(2));
    }

    @Test
    void nothingIsWrittenBehindAFailure() throws IOException {
        OutputStream full = new OutputStream() {
            private boolean isClosed;

            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space");
            }

            @Override
            public void close() {
                assertThat(isClosed).isFalse();
                isClosed = true;
                out.write(1);
            }
        };
        IpfixRecordWriter writer = IpfixRecordWriter.of(full);
        writer.write(Records.record(Records.TCP, EndReason.FIN));
        assertThatThrownBy(writer::flush).isInstanceOf(IOException.class).hasMessage("no space");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> writer.write(Records.record(Records.TCP, EndReason.FIN)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("nothing can be written behind what failed");
        }
        assertThatThrownBy(writer::close).isInstanceOf(IOException.class);
        assertThat(out.size()).as("closed").isEqualTo(1);
    }

    @Test
    void settingsOutOfTheirRangesAreRefused() {
        IpfixSettings settings = IpfixSettings.ofStreams();
        List<Runnable> wrong = List.of(
                () -> settings.withObservationDomain(-1),
                () -> settings.withObservationDomain(0x1_0000_0000L),
                () -> settings.withMaxMessageLength(463),
                () -> settings.withMaxMessageLength(65_536),
                () -> settings.withTemplateRefresh(java.time.Duration.ZERO, 1),
                () -> settings.withTemplateRefresh(java.time.Duration.ofSeconds(-1), 1),
                () -> settings.withTemplateRefresh(java.time.Duration.ofSeconds(1), 0));
        assertThat(wrong)
                .allSatisfy(change -> assertThatThrownBy(change::run).isInstanceOf(IllegalArgumentException.class));
    }
}
