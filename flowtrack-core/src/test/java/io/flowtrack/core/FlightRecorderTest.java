package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.TrackerConfig;
import io.flowtrack.testdata.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {
    private static final Endpoint SERVER = Endpoint.server(1, 53);
    private static final Duration UDP_TIMEOUT = TrackerConfig.defaults().udpIdleTimeout();

    private static final List<String> NAMES = List.of("flowtrack.Sweep", "flowtrack.Growth", "flowtrack.EvictionStorm");

    /** Those that every event has. */
    private static final List<String> OWN_FIELDS = List.of("startTime", "duration", "eventThread", "stackTrace");

    @TempDir
    private Path folder;

    private List<RecordedEvent> recorded(String name, Runnable action) throws IOException {
        return recorded(recording -> recording.enable(name), action).stream()
                .filter(event -> event.getEventType().getName().equals(name))
                .toList();
    }

    private List<RecordedEvent> recorded(Consumer<Recording> settings, Runnable action) throws IOException {
        Path file = folder.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            settings.accept(recording);
            recording.start();
            action.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("flowtrack."))
                .toList();
    }

    private static void datagrams(Tape tape, int from, int to) {
        for (int i = from; i < to; i++) {
            tape.datagram(Endpoint.client(i), SERVER);
        }
    }

    private static Instant packetTime(Tape tape) {
        return Instant.ofEpochMilli(TimeUnit.NANOSECONDS.toMillis(tape.nowNanos()));
    }

    @Test
    void everySweepIsOneEvent() throws IOException {
        Tape tape = Tape.withDefaults();
        datagrams(tape, 0, 3);
        List<RecordedEvent> events = recorded("flowtrack.Sweep", () -> {
            tape.pause(UDP_TIMEOUT.dividedBy(2)).datagram(Endpoint.client(3), SERVER);
            tape.pause(Duration.ofMillis(999)).datagram(Endpoint.client(3), SERVER);
            tape.pause(UDP_TIMEOUT.dividedBy(2)).datagram(Endpoint.client(3), SERVER);
        });
        assertThat(events)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.getDuration()).isPositive());
        assertThat(events).extracting(event -> event.getLong("flowsEnded")).containsExactly(0L, 3L);
        assertThat(events).extracting(event -> event.getInt("flowsForgotten")).containsExactly(0, 3);
        assertThat(events).extracting(event -> event.getLong("flowsLive")).containsExactly(3L, 1L);
        assertThat(events.get(1).getInstant("packetTime")).isEqualTo(packetTime(tape));
    }

    @Test
    void flowsThatWereToldWhenTheyClosedAreForgottenOnly() throws IOException {
        Tape tape = Tape.withDefaults();
        tape.closedConnection();
        List<RecordedEvent> events =
                recorded("flowtrack.Sweep", () -> tape.tracker.advanceTo(tape.nowNanos() + UDP_TIMEOUT.toNanos()));
        assertThat(events).hasSize(1);
        assertThat(events.get(0).getLong("flowsEnded")).isZero();
        assertThat(events.get(0).getInt("flowsForgotten")).isOne();
    }

    @Test
    void everyGrowthOfAPartOfTheTableIsOneEvent() throws IOException {
        Tape tape = new Tape(TrackerConfig.builder().initialCapacity(64).build());
        List<RecordedEvent> events = recorded("flowtrack.Growth", () -> datagrams(tape, 0, 200));
        List<RecordedEvent> index = ofPart("index", events);
        List<RecordedEvent> entries = ofPart("entries", events);
        assertThat(events)
                .hasSize(index.size() + entries.size())
                .allSatisfy(event -> assertThat(event.getDuration()).isGreaterThanOrEqualTo(Duration.ZERO));
        assertThat(index).extracting(event -> event.getInt("capacityBefore")).containsExactly(96, 192);
        assertThat(index).extracting(event -> event.getInt("capacityAfter")).containsExactly(192, 384);
        assertThat(entries).extracting(event -> event.getInt("capacityBefore")).containsExactly(64, 97, 146);
        assertThat(entries).extracting(event -> event.getInt("capacityAfter")).containsExactly(97, 146, 220);
    }

    private static List<RecordedEvent> ofPart(String part, List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getString("part").equals(part))
                .toList();
    }

    @Test
    void anIntervalInWhichManyFlowsAreEvictedIsAStorm() throws IOException {
        Tape tape = new Tape(TrackerConfig.builder().maxFlows(200).build());
        datagrams(tape, 0, 200);
        List<RecordedEvent> events = recorded("flowtrack.EvictionStorm", () -> {
            datagrams(tape, 200, 205);
            tape.pause(Duration.ofSeconds(2)).datagram(Endpoint.client(204), SERVER);
            tape.pause(Duration.ofSeconds(1)).datagram(Endpoint.client(204), SERVER);
        });
        assertThat(events).hasSize(1);
        RecordedEvent storm = events.get(0);
        assertThat(storm.getLong("flowsEvicted")).isEqualTo(5);
        assertThat(storm.getLong("halfOpenFlowsEvicted")).isEqualTo(5);
        assertThat(storm.getInt("tableSize")).isEqualTo(200);
        assertThat(storm.getBoolean("emergency")).isTrue();
        assertThat(storm.getDuration("interval")).isEqualTo(Duration.ofSeconds(2));
        assertThat(storm.getInstant("packetTime")).isEqualTo(packetTime(tape).minus(Duration.ofSeconds(1)));
    }

    @Test
    void fewerEvictionsThanAHundredthAreNone() throws IOException {
        Tape tape = new Tape(
                TrackerConfig.builder().maxFlows(200).withoutEmergency().build());
        datagrams(tape, 0, 200);
        List<RecordedEvent> events = recorded("flowtrack.EvictionStorm", () -> {
            datagrams(tape, 200, 201);
            tape.pause(Duration.ofSeconds(1)).datagram(Endpoint.client(202), SERVER);
            datagrams(tape, 203, 204);
            tape.pause(Duration.ofSeconds(1)).datagram(Endpoint.client(203), SERVER);
        });
        assertThat(events).hasSize(1);
        assertThat(events.get(0).getLong("flowsEvicted")).isEqualTo(2);
        assertThat(events.get(0).getBoolean("emergency")).isFalse();
    }

    @Test
    void aFlushEndsAnInterval() throws IOException {
        Tape tape = new Tape(TrackerConfig.builder().maxFlows(10).build());
        List<RecordedEvent> events = recorded("flowtrack.EvictionStorm", () -> {
            datagrams(tape, 0, 13);
            tape.tracker.flush();
        });
        assertThat(events).extracting(event -> event.getLong("flowsEvicted")).containsExactly(3L);
    }

    @Test
    void whatIsSwitchedOffIsNotRecorded() throws IOException {
        assertThat(recorded(recording -> NAMES.forEach(recording::disable), FlightRecorderTest::eventsOfAllKinds))
                .isEmpty();
    }

    private static void eventsOfAllKinds() {
        Tape tape =
                new Tape(TrackerConfig.builder().initialCapacity(1).maxFlows(10).build());
        datagrams(tape, 0, 13);
        tape.pause(Duration.ofSeconds(1)).datagram(Endpoint.client(1), SERVER);
    }

    @Test
    void aRuntimeWithoutTheFlightRecorderTracksAllTheSame() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--limit-modules",
                        "java.base",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Unrecorded.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(Unrecorded.DONE);
    }

    @Test
    void theDocumentationNamesAllEventsAndFields() throws IOException {
        String text = Files.readString(project().resolve("docs/metrics.md"));
        List<String> fields = recorded(recording -> {}, FlightRecorderTest::eventsOfAllKinds).stream()
                .map(RecordedEvent::getEventType)
                .flatMap(type -> type.getFields().stream()
                        .map(ValueDescriptor::getName)
                        .filter(field -> !OWN_FIELDS.contains(field))
                        .map(field -> type.getName() + " " + field))
                .distinct()
                .sorted()
                .toList();
        List<String> documented = Pattern.compile("\\| `(flowtrack\\.[A-Z]\\w+)` \\| `(\\w+)` \\|")
                .matcher(text)
                .results()
                .map(row -> row.group(1) + " " + row.group(2))
                .sorted()
                .toList();
        assertThat(documented).isEqualTo(fields).hasSizeGreaterThan(10);
    }

    private static Path project() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.exists(folder.resolve("DECISIONS.md")))
                .findFirst()
                .orElseThrow();
    }
}
