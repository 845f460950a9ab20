package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowtrack.api.CommunityId;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.IcmpTypes;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.api.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Community IDs against those of the specification's authors, which are skipped where they are not at hand, and of tshark. */
class CommunityIdConformanceTest {
    private static Path published() {
        assumeTrue(Project.truth().isPresent(), "shared/truth is not beside the repository");
        return Project.truth().orElseThrow().resolve("community-id");
    }

    @Test
    void publishedTuplesHaveTheirIds() throws IOException {
        List<TsvTable.Row> rows =
                TsvTable.read(published().resolve("tuples.tsv")).rows();
        assertThat(rows).hasSizeGreaterThan(40).allSatisfy(CommunityIdConformanceTest::hasItsId);
    }

    @Test
    void publishedEndpointsOfCapturesHaveTheirIds() throws IOException {
        List<TsvTable.Row> rows =
                TsvTable.read(published().resolve("baseline.tsv")).rows();
        assertThat(rows).hasSizeGreaterThan(60).allSatisfy(CommunityIdConformanceTest::hasItsId);
    }

    private static void hasItsId(TsvTable.Row row) {
        String id = CommunityId.seeded((int) row.number("seed")).of(key(row));
        assertThat(row.text("encoding").equals("hex") ? inHex(id) : id).isEqualTo(row.text("id"));
    }

    /** The key of a packet from {@code saddr}; of an ICMP message it has the type and the answer to it, or the code. */
    private static FiveTuple key(TsvTable.Row row) {
        int protocol = (int) row.number("proto");
        int from = port(row.text("sport"));
        int answer = IcmpTypes.answerTo(Transport.ofProtocol(protocol), from);
        boolean isAnswered = Transport.ofProtocol(protocol).isIcmp() && answer != IcmpTypes.NO_ANSWER;
        IpAddress source = IpAddress.parse(row.text("saddr"));
        IpAddress destination = IpAddress.parse(row.text("daddr"));
        return FiveTuple.of(protocol, source, from, destination, isAnswered ? answer : port(row.text("dport")));
    }

    private static int port(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static String inHex(String id) {
        return "1:" + HexFormat.of().formatHex(Base64.getDecoder().decode(id.substring(2)));
    }

    @ParameterizedTest
    @CsvSource({"0, base64", "1, base64", "0, hex"})
    void flowsOfTheCaptureWithAllPacketsHaveThePublishedIds(int seed, String encoding) throws IOException {
        Set<String> ids = ids(published().resolve("captures/combined.pcap.gz"), seed);
        Set<String> ours = encoding.equals("hex") ? hex(ids) : ids;
        assertThat(ours).isEqualTo(baseline(seed, encoding)).hasSize(14);
    }

    private static Set<String> hex(Set<String> ids) {
        return ids.stream().map(CommunityIdConformanceTest::inHex).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> baseline(int seed, String encoding) throws IOException {
        return TsvTable.read(published().resolve("baseline.tsv")).rows().stream()
                .filter(row ->
                        row.number("seed") == seed && row.text("encoding").equals(encoding))
                .map(row -> row.text("id"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theCapturesItWasMadeOfHaveItsIdsBetweenThem() throws IOException {
        Set<String> all = new TreeSet<>();
        try (Stream<Path> files = Files.list(published().resolve("captures"))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".pcap")).toList()) {
                Set<String> ids = ids(file, 0);
                assertThat(ids.isEmpty()).as(file.toString()).isEqualTo(file.endsWith("arp.pcap"));
                all.addAll(ids);
            }
        }
        assertThat(all).isEqualTo(baseline(0, "base64"));
    }

    /** What tshark 4.0 calls the flows of our own captures, its IDs of lone fragments left aside: it looks at each packet. */
    @ParameterizedTest
    @CsvSource({
        "http-ipv6, 1:7zaWQt6zrruaqfx05UsgkBdCvOM= 1:LM4J9p+XoORG3tyf9aAViYmvAEE= 1:R9HBIi387RnKhKUU53rFlnl803U=",
        "ping, 1:7zaWQt6zrruaqfx05UsgkBdCvOM= 1:IOfYZQoUwQ3ZLk3+qU6KcSd9W5k= 1:R9HBIi387RnKhKUU53rFlnl803U="
                + " 1:u2vMS3HiWth2lIMKHB1fjELshpQ=",
        "sctp, 1:/FuTwzCDfhwn14E4vQEsg2A82Rc=",
        "vlan, 1:IOfYZQoUwQ3ZLk3+qU6KcSd9W5k= 1:TJvjrPoXc5wUc1fkMOyVsQQzI5Y=",
        "any-device, 1:i4FfMeIINoOC4jDHZaWA6udq1jk= 1:y/ToHSMARxZMc9i7ovNyjCzFaDA="
    })
    void flowsOfOurOwnCapturesHaveTheIdsOfTshark(String capture, String ids) throws IOException {
        assertThat(ids(Project.capture(capture), 0)).containsExactly(ids.split(" "));
    }

    private static Set<String> ids(Path capture, int seed) throws IOException {
        CommunityId communityId = CommunityId.seeded(seed);
        Set<String> ids = new TreeSet<>();
        TrackerStats stats = Replay.play(capture, TrackerConfig.defaults(), new FlowListener<>() {
            @Override
            public void onEnded(Flow<FiveTuple, @Nullable Void> flow, EndReason reason) {
                ids.add(Objects.requireNonNull(communityId.of(flow.snapshot(reason))));
            }
        });
        assertThat(stats.packets()).isPositive();
        return ids;
    }
}
