package io.flowtrack.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the page of results and its plot. */
@Command(
        name = "report",
        description = "Makes a page of results, RESULTS.md, and a plot, results.svg, of what JMH wrote.",
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "RESULTS",
            description = "Folders of what JMH wrote, one for each Java; the first is plotted.")
    private List<Path> folders = List.of();

    @Option(names = "--into", paramLabel = "FOLDER", description = "Where to write, here if not given.")
    private Path target = Path.of("");

    @Option(names = "--peers", paramLabel = "FILE", description = "A table that peers.sh printed, to be added.")
    private @Nullable Path peers;

    /** Made by the command line. */
    public ReportCommand() {}

    @Override
    public Integer call() throws IOException {
        System.setProperty("java.awt.headless", "true");
        List<Run> runs = new ArrayList<>();
        for (Path results : folders) {
            runs.add(Run.read(results));
        }
        String plot = "results.svg";
        ResultsPage page = new ResultsPage();
        Run first = runs.get(0);
        if (!Contender.present(first).isEmpty()) {
            CostChart.write(CostChart.of(first), target.resolve(plot));
            page.plot(plot);
        }
        runs.forEach(page::run);
        if (peers != null) {
            page.peers(Files.readString(peers));
        }
        Files.writeString(target.resolve("RESULTS.md"), page.toString());
        return 0;
    }
}
