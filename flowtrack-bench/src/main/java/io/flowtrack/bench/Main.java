package io.flowtrack.bench;

import io.flowtrack.bench.report.ReportCommand;
import io.flowtrack.bench.traffic.GenerateCommand;
import java.io.IOException;
import java.util.Arrays;
import picocli.CommandLine;

/** {@code generate} writes captures, {@code report} makes the page of results, everything else goes to JMH. */
public final class Main {
    private Main() {}

    /** Runs and leaves with a status. */
    public static void main(String[] args) throws IOException {
        String first = args.length == 0 ? "" : args[0];
        switch (first) {
            case "generate" -> System.exit(run(new GenerateCommand(), args));
            case "report" -> System.exit(run(new ReportCommand(), args));
            default -> org.openjdk.jmh.Main.main(args);
        }
    }

    private static int run(Object command, String[] args) {
        String[] own = Arrays.copyOfRange(args, 1, args.length);
        return new CommandLine(command).execute(own);
    }
}
