package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real programs talk between two network namespaces while {@code flowtrack live} and tcpdump listen to the same interface.
 * Skipped, with the reason, where that is not possible: it needs Linux, root, and the programs.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveNetworkTest {
    private static final int CONNECTIONS = 20;

    @TempDir
    Path folder = Path.of("");

    private final LiveLab lab = new LiveLab();

    @BeforeEach
    void buildLab() throws Exception {
        String obstacle = LiveLab.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle);
        lab.build();
    }

    @AfterEach
    void removeLab() throws Exception {
        lab.close();
    }

    @Test
    void itsFlowsAreThoseOfWhatTcpdumpSeesOnTheSameInterface() throws Exception {
        Path recorded = folder.resolve("recorded.pcap");
        Process tcpdump = LiveLab.listening(lab.atClient(
                List.of("tcpdump", "-Z", "root", "-i", "eth0", "--nano", "-U", "-w", recorded.toString())));
        Path out = folder.resolve("live.ndjson");
        Process live = live("-o", out.toString(), "--format=ndjson");
        talk();
        assertThat(LiveLab.end(live, "INT")).isZero();
        Thread.sleep(1500); // tcpdump fetches once a second, and forgets what it has not fetched
        assertThat(LiveLab.end(tcpdump, "INT")).isZero();

        CommandRun later = CommandRun.of("flows", "--format=ndjson", recorded.toString());
        List<String> expected = comparable(later.outLines());
        assertThat(expected).hasSize(CONNECTIONS + 1);
        assertThat(comparable(Files.readAllLines(out))).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theSummaryCountsWhatTheKernelSawAndTheKernelFilters() throws Exception {
        Process live = live("--filter", "tcp port " + LiveTraffic.PORT);
        talk();
        assertThat(LiveLab.end(live, "TERM")).isZero();
        List<String> lines = live.inputReader().lines().toList();
        assertThat(lines).hasSize(CONNECTIONS + 3);
        assertThat(lines.subList(1, CONNECTIONS + 1))
                .allMatch(line -> line.contains(" tcp ") && line.contains("closed"));
        String summary = lines.get(CONNECTIONS + 1);
        assertThat(summary).endsWith(" in 20 flows (20 fin), 0 passed over");
        String packets = summary.substring(0, summary.indexOf(':'));
        assertThat(lines.get(CONNECTIONS + 2))
                .isEqualTo("eth0: " + packets + " received, 0 dropped by the kernel, 0 by the interface");
    }

    @Test
    void aFlowEndsInAQuietNetwork() throws Exception {
        Process live = live("--idle-other=500ms", "--format=csv", "--filter", "icmp");
        assertThat(LiveLab.status(lab.atClient(List.of("ping", "-c1", "192.0.2.2"))))
                .isZero();
        var lines = live.inputReader();
        assertThat(lines.readLine()).startsWith("uid,");
        assertThat(lines.readLine()).contains("idle_timeout");
        assertThat(live.isAlive()).isTrue();
        assertThat(LiveLab.end(live, "INT")).isZero();
    }

    @Test
    void itEndsByItselfAfterATimeOrSoManyPackets() throws Exception {
        Process timed = live("--duration=500ms");
        assertThat(LiveLab.status(timed)).isZero();
        assertThat(timed.inputReader().lines()).contains("0 packets: 0 in 0 flows, 0 passed over");
        Process counted = live("-c", "3", "-f", "icmp");
        LiveLab.status(lab.atClient(List.of("ping", "-c2", "-i0.2", "192.0.2.2")));
        assertThat(LiveLab.status(counted)).isZero();
        assertThat(counted.inputReader().lines()).contains("3 packets: 3 in 1 flow (1 flushed), 0 passed over");
    }

    @Test
    void anInterfaceThatGoesAwayEndsTheCaptureButNotTheFlows() throws Exception {
        Process live = live("-f", "icmp");
        assertThat(LiveLab.status(lab.atClient(List.of("ping", "-c1", "192.0.2.2"))))
                .isZero();
        Thread.sleep(500); // libpcap tells the end before it gives out what is younger than the read timeout
        LiveLab.status(lab.atClient(List.of("ip", "link", "delete", "eth0")));
        assertThat(LiveLab.status(live)).isEqualTo(1);
        assertThat(live.inputReader().lines()).contains("2 packets: 2 in 1 flow (1 flushed), 0 passed over");
    }

    private Process live(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("live", "-i", "eth0"));
        all.addAll(List.of(arguments));
        return LiveLab.listening(
                lab.atClient(JavaProcess.commandLine(List.of(), Main.class, all.toArray(String[]::new))));
    }

    /** Connections one after another, and a ping. */
    private void talk() throws Exception {
        Process server = lab.atServer(JavaProcess.commandLine(List.of(), LiveTraffic.class, "server"));
        assertThat(server.inputReader().readLine()).isEqualTo("ready");
        List<String> client =
                JavaProcess.commandLine(List.of(), LiveTraffic.class, "client", Integer.toString(CONNECTIONS));
        assertThat(LiveLab.status(lab.atClient(client))).isZero();
        assertThat(LiveLab.status(lab.atClient(List.of("ping", "-c3", "-i0.2", "192.0.2.2"))))
                .isZero();
    }

    /**
     * Records without times, because the kernel looks at the clock for each listener anew; and without the flow's number
     * and name, and what ended it.
     */
    private static List<String> comparable(List<String> records) {
        return records.stream()
                .map(line -> line.replaceAll(
                        "\"(uid|flow_number|end_reason|start|end|[a-z_]*_ns)\":(\"[^\"]*\"|\\d+),?", ""))
                .toList();
    }
}
