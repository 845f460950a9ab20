package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.testdata.Capture;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.PcapFile;
import io.flowtrack.testdata.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However many threads track, every byte of the output is the same. */
class ThreadsTest {
    @TempDir
    Path folder = Path.of("");

    private static CommandRun run(int threads, String capture, String... options) {
        List<String> arguments = new ArrayList<>(List.of("flows", "--threads", String.valueOf(threads)));
        arguments.addAll(Arrays.asList(options));
        arguments.add(capture);
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static void compare(String capture, String... options) {
        compare(ExitStatus.GOOD, capture, options);
    }

    private static CommandRun compare(int status, String capture, String... options) {
        CommandRun one = run(1, capture, options);
        assertThat(one.status()).isEqualTo(status);
        for (int threads : new int[] {2, 3, 8}) {
            assertThat(run(threads, capture, options)).as("%d threads", threads).isEqualTo(one);
        }
        return one;
    }

    @ParameterizedTest
    @CsvSource({"1, ndjson", "2, csv", "3, table", "4, zeek", "8, zeek-json", "9, eve"})
    void theOutputIsThatOfOneThread(long seed, String format) throws IOException {
        String capture = Samples.file(
                folder,
                "traffic.pcap",
                Traffic.random(seed, 400).unsteadyClock().capture());
        compare(capture, "--format", format);
        compare(capture, "--format", format, "--idle-tcp=2s", "--idle-udp=1s", "--sweep-interval=100ms");
        if (!format.startsWith("zeek") && !format.equals("eve")) { // which have no active timeout
            compare(capture, "--format", format, "--active-timeout=1s", "--close-linger=0s", "--sweep-interval=0s");
        }
    }

    @Test
    void hostsStationsAndOuterFlowsAreTheSameToo() throws IOException {
        String capture =
                Samples.file(folder, "traffic.pcap", Traffic.random(5, 300).capture());
        compare(capture, "--format=ndjson", "--key=hosts");
        compare(capture, "--format=ndjson", "--key=macs");
        compare(capture, "--format=ndjson", "--key=directional", "--outer-flows");
    }

    @Test
    void standardInputAndNoPacketsAtAllWillDo() throws IOException {
        byte[] bytes = PcapFile.bytes(Traffic.random(6, 300).capture());
        CommandRun one = CommandRun.withInput(bytes, "flows", "--format=ndjson", "-");
        CommandRun two = CommandRun.withInput(bytes, "flows", "--format=ndjson", "--threads=2", "-");
        assertThat(two.out()).isEqualTo(one.out()).isNotEmpty();
        compare(
                Samples.file(
                        folder, "empty.pcap", Traffic.random(7, 1).capture().dropping(frame -> true)),
                "--format=csv");
    }

    @Test
    void severalCapturesOneAfterAnotherAndAtOnce() throws IOException {
        String first = Samples.file(folder, "first.pcap", Traffic.random(8, 200).capture());
        String second =
                Samples.file(folder, "second.pcap", Traffic.random(9, 200).capture());
        compare(second, "--format=ndjson", first);
        compare(second, "--format=ndjson", "--merge", first);
    }

    @Test
    void whatComesBeforeACutIsTheSameAndIsComplainedOfOnce() throws IOException {
        byte[] bytes = PcapFile.bytes(Traffic.random(10, 300).capture());
        Path cut = folder.resolve("cut.pcap");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 7));
        CommandRun run = compare(ExitStatus.BAD_INPUT, cut.toString(), "--format=csv");
        assertThat(run.outLines()).hasSizeGreaterThan(300);
        assertThat(run.err().lines().filter(line -> line.contains("cut.pcap"))).hasSize(1);
        compare(ExitStatus.BAD_INPUT, folder.resolve("none.pcap").toString(), "--format=csv");
    }

    @Test
    void fieldsAndConditionsAreTheSameInATable() throws IOException {
        String capture =
                Samples.file(folder, "traffic.pcap", Traffic.random(11, 600).capture());
        compare(capture, "--fields=flow_number,src,dport,bytes");
        compare(capture, "--where=flow_number > 100 && proto == \"tcp\"");
        compare(capture, "--sort=-bytes", "--top=50");
        compare(capture, "--features=nfstream", "--format=csv");
    }

    @Test
    void aFlowThatIsReportedBeforeItsFirstPacketIsNotForgotten() throws IOException {
        List<Capture> datagrams = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            datagrams.add(Capture.of(Frames.udp(Endpoint.client(i), Endpoint.server(i, 53))
                    .at(Frames.START_NANOS + (i % 2 == 0 ? 10_000_000_000L : i))
                    .build()));
        }
        List<Frame> frames = new ArrayList<>();
        datagrams.forEach(frames::addAll);
        String capture = Samples.file(folder, "back.pcap", frames);
        assertThat(run(1, capture, "--format=ndjson", "--active-timeout=1s").out())
                .contains("active_timeout");
        compare(capture, "--format=ndjson", "--active-timeout=1s");
    }

    @Test
    void whatIsFoundOverAtTheSameTimeIsInTheOrderOfItsLastPackets() throws IOException {
        List<Capture> datagrams = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            datagrams.add(Capture.of(Frames.udp(Endpoint.client(i), Endpoint.server(i, 53))
                    .at(Frames.START_NANOS + (i * 7) % 50)
                    .build()));
        }
        String capture =
                Samples.file(folder, "datagrams.pcap", Capture.merged(datagrams).reordering(1));
        List<String> ends = CommandRun.of("flows", "--format=csv", capture).outLines().stream()
                .skip(1)
                .map(line -> line.split(",", -1)[11])
                .toList();
        assertThat(ends).isSorted().hasSize(50);
    }

    @Test
    void aNumberOfThreadsThatMakesNoSenseIsRefused() throws IOException {
        String mixed = Samples.file(folder, "mixed.pcap", Samples.mixed());
        assertThat(run(0, mixed).status()).isEqualTo(ExitStatus.BAD_USAGE);
        assertThat(run(1_000, mixed).err()).contains("not within 1 to 256");
    }
}
