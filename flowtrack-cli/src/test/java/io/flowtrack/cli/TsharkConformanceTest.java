package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowtrack.api.EndReason;
import io.flowtrack.api.EndedAt;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.Transport;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.pcap.CaptureFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Captures of other people, with what tshark makes of them. Skipped where they are not at hand. */
class TsharkConformanceTest {
    /** tshark ends no conversation. */
    private static final Duration FOREVER = Duration.ofDays(10_000);

    private static final List<String> ODDITIES = List.of("fragments", "snapped", "malformed");

    /** Captures with tunnels that only tshark looks into: CAPWAP. */
    private static final List<String> OTHER_TUNNELS = List.of("ndpi__capwap.pcap");

    /** tshark begins a second stream in the middle of each connection, without a SYN. */
    private static final String SPLIT = "ndpi__vnc.pcap";

    @Test
    void flowsPacketsAndBytesOfEveryConversationAreThoseOfTshark() throws IOException {
        assumeTrue(Project.truth().isPresent(), "shared/truth is not beside the repository");
        Path truth = Project.truth().orElseThrow().resolve("tshark");
        int compared = 0;
        for (TsvTable.Row row : TsvTable.read(truth.resolve("INDEX.tsv")).rows()) {
            Path capture = truth.resolve("captures").resolve(row.text("capture"));
            boolean isPlain =
                    ODDITIES.stream().allMatch(oddity -> row.text(oddity).equals("0"));
            boolean isOurs = OTHER_TUNNELS.stream().noneMatch(row.text("capture")::contains)
                    && !row.text("capture").equals(SPLIT);
            if (isPlain && isOurs && row.text("layer").equals("inner") && isReadable(capture)) {
                Path expected = truth.resolve("expected").resolve(row.text("expected"));
                assertThat(ours(capture).toString())
                        .as(capture.toString())
                        .isEqualTo(tsharks(expected).toString());
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(40);
    }

    /** tshark did not put them together when it counted, so that payload is not comparable. */
    @ParameterizedTest
    @ValueSource(strings = {"ndpi__dnscrypt-v1-and-resolver-pings.pcap", "tcpdump__tests__afs.pcap"})
    void fragmentsAreCountedInTheConversationOfTheirDatagram(String name) throws IOException {
        assumeTrue(Project.truth().isPresent(), "shared/truth is not beside the repository");
        Path truth = Project.truth().orElseThrow().resolve("tshark");
        assertThat(ours(truth.resolve("captures").resolve(name)).withoutPayload())
                .isEqualTo(tsharks(truth.resolve("expected").resolve(name + ".inner.tsv"))
                        .withoutPayload());
    }

    private static Conversations tsharks(Path expected) throws IOException {
        Conversations conversations = new Conversations();
        TsvTable.read(expected).rows().stream()
                .filter(row ->
                        row.text("proto").equals("tcp") || row.text("proto").equals("udp"))
                .forEach(conversations::add);
        return conversations;
    }

    private static Conversations ours(Path capture) throws IOException {
        TrackerConfig config = TrackerConfig.builder()
                .tcpIdleTimeout(FOREVER)
                .udpIdleTimeout(FOREVER)
                .closeLinger(FOREVER)
                .endedAt(EndedAt.LINGER_END)
                .maxFlows(1_000_000)
                .build();
        Conversations conversations = new Conversations();
        Replay.play(capture, config, new FlowListener<>() {
            @Override
            public void onEnded(Flow<FiveTuple, @Nullable Void> flow, EndReason reason) {
                if (flow.transport() == Transport.TCP || flow.transport() == Transport.UDP) {
                    conversations.add(flow);
                }
            }
        });
        return conversations;
    }

    private static boolean isReadable(Path file) {
        try (CaptureFile capture = CaptureFile.open(file)) {
            return FiveTupleExtractor.reads(capture.linkType());
        } catch (IOException e) {
            return false;
        }
    }
}
