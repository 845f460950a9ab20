package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * More packets than {@code flowtrack live} can take: first while it is held up for so long that its buffer must overflow, then
 * as fast as they go. Skipped, with the reason, where there cannot be a lab.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveDropTest {
    /** 200 bytes each: many times what the smallest buffer of libpcap holds. */
    private static final int DATAGRAMS = 20_000;

    private static final String FILTER = "udp port " + LiveTraffic.DISCARD_PORT;
    private static final Pattern COUNTS =
            Pattern.compile("eth0: (\\d+) packets received, (\\d+) dropped by the kernel, 0 by the interface");

    private final LiveLab lab = new LiveLab();

    @BeforeEach
    void buildLab() throws Exception {
        String obstacle = LiveLab.obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle);
        lab.build();
        // a flood that waits for the server's address to be known would be cut
        assertThat(LiveLab.status(lab.atClient(List.of("ping", "-c1", "192.0.2.2"))))
                .isZero();
    }

    @AfterEach
    void removeLab() throws Exception {
        lab.close();
    }

    @Test
    void whatWasTakenAndWhatTheKernelDroppedIsWhatWasSentAndWhatTcpdumpCounts() throws Exception {
        Process tcpdump = LiveLab.listening(
                lab.atClient(List.of("tcpdump", "-Z", "root", "-i", "eth0", "-B", "65536", "-w", "/dev/null", FILTER)));
        Process live = flooded("--buffer-size=64");
        Thread.sleep(1500); // tcpdump fetches once a second, and forgets what it has not fetched
        assertThat(LiveLab.end(tcpdump, "INT")).isZero();
        assertThat(LiveLab.end(live, "INT")).isZero();

        List<String> lines = live.inputReader().lines().toList();
        Matcher counts = COUNTS.matcher(lines.get(lines.size() - 1));
        assertThat(counts.matches()).as(lines.toString()).isTrue();
        long received = Long.parseLong(counts.group(1));
        long dropped = Long.parseLong(counts.group(2));
        long taken = received - dropped;
        assertThat(taken).isPositive();
        assertThat(dropped).isPositive();
        assertThat(lines.get(lines.size() - 2)).startsWith(taken + " packets: " + taken + " in 2 flows ");
        assertThat(received).isEqualTo(2L * DATAGRAMS);
        List<String> others = tcpdump.errorReader().lines().toList();
        assertThat(number(others, " packets received by filter")).isEqualTo(received);
        assertThat(number(others, " packets captured") + number(others, " packets dropped by kernel"))
                .isEqualTo(received);
    }

    @Test
    void aLargeBufferBridgesThePause() throws Exception {
        Process live = flooded("--buffer-size=65536", "--format=csv");
        assertThat(LiveLab.end(live, "TERM")).isZero();
        assertThat(live.errorReader().lines())
                .contains("eth0: " + 2 * DATAGRAMS + " packets received, 0 dropped by the kernel, 0 by the interface");
    }

    /** A capture that was flooded twice, at first while it could not run. */
    private Process flooded(String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("live", "-i", "eth0", "--filter", FILTER));
        arguments.addAll(List.of(options));
        Process live = LiveLab.listening(
                lab.atClient(JavaProcess.commandLine(List.of(), Main.class, arguments.toArray(String[]::new))));
        LiveLab.signal(live, "STOP");
        flood();
        LiveLab.signal(live, "CONT");
        flood();
        return live;
    }

    private void flood() throws Exception {
        String count = Integer.toString(DATAGRAMS);
        assertThat(LiveLab.status(lab.atClient(JavaProcess.commandLine(List.of(), LiveTraffic.class, "flood", count))))
                .isZero();
    }

    private static long number(List<String> lines, String behind) {
        return lines.stream()
                .filter(line -> line.endsWith(behind))
                .mapToLong(line -> Long.parseLong(line.substring(0, line.length() - behind.length())))
                .findFirst()
                .orElseThrow();
    }
}
