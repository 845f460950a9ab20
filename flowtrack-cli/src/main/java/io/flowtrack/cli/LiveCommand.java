package io.flowtrack.cli;

import io.flowtrack.pcap.LiveCapture;
import io.flowtrack.pcap.LiveStats;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code flowtrack live}: what {@link FlowsCommand} does, with the packets of a network interface. */
@Command(
        name = "live",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        abbreviateSynopsis = true,
        description = {
            "Prints one record for each flow on a network interface.",
            "",
            "A record is written when its flow ends. Ctrl-C (SIGINT) or SIGTERM ends the capture: flows that are still open"
                    + " are written then, and the exit status is 0. Time passes in a quiet network too: a flow that is"
                    + " silent for its timeout ends without a packet.",
            "",
            "It needs libpcap (apt-get install libpcap0.8), and the right to capture: root, or on Linux the capability"
                    + " CAP_NET_RAW.",
            "",
            "The last lines count packets and flows by what became of them, and packets that the kernel dropped. They go"
                    + " to standard error unless the format is table."
        },
        optionListHeading = "%nOptions:%n",
        footer = {"", TrackerOptions.DURATIONS})
final class LiveCommand implements Callable<Integer> {
    @Mixin
    private final InterfaceOptions source = new InterfaceOptions();

    @Mixin
    private final FlowOptions options = new FlowOptions();

    private final Surroundings surroundings;

    LiveCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        options.check();
        try (LiveCapture capture = LiveCapture.open(source.name(), source.capture());
                Output output = options.open(surroundings, List.of())) {
            return report(capture, output);
        } catch (IOException e) {
            new Complaints(surroundings).say(source.name(), e);
            return ExitStatus.BAD_INPUT;
        }
    }

    private int report(LiveCapture capture, Output output) throws IOException {
        CaptureSpan span = new CaptureSpan();
        FlowReport<?> report = FlowReport.of(options, output, span, surroundings);
        int status = read(capture, span, report);
        LiveStats stats = capture.stats();
        report.finish(List.of(RunSummary.of(capture.name(), stats)));
        if (options.run().quiet() && stats.droppedCount() > 0) {
            new Complaints(surroundings).say(RunSummary.of(capture.name(), stats));
        }
        return status;
    }

    /** Reads until the end, or until the interface fails; what was read until then is reported in any case. */
    private int read(LiveCapture capture, CaptureSpan span, FlowReport<?> report) {
        LiveInput input = new LiveInput(capture, span);
        source.duration().ifPresent(duration -> input.endAt(nowNanos() + duration.toNanos()));
        surroundings.stop().onAsked(() -> input.endAt(nowNanos()));
        surroundings.stop().listenToSignals();
        if (!options.run().quiet()) {
            surroundings.err().println("listening on " + capture.name() + " (" + capture.linkType() + "), Ctrl-C ends");
        }
        try {
            input.readAll(source.maxCount(), report::track, report::passTime);
            return ExitStatus.GOOD;
        } catch (IOException e) {
            new Complaints(surroundings).say(capture.name(), e);
            return ExitStatus.BAD_INPUT;
        }
    }

    private static long nowNanos() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }
}
