package io.flowtrack.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command line runs in: its streams, and what is known of their other ends.
 *
 * @param in standard input
 * @param out standard output, unbuffered; a failed write throws
 * @param err standard error
 * @param colour whether standard output wants colours
 * @param outIsTerminal whether a person reads standard output as it comes
 * @param errIsTerminal whether a person reads standard error as it comes
 * @param debug whether an unexpected error is shown with its stack trace
 * @param stopRequests how it learns that it is to end early
 */
record Surroundings(
        InputStream in,
        OutputStream out,
        PrintStream err,
        boolean colour,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean debug,
        StopRequests stopRequests) {

    /** Java cannot ask which streams are terminals; the launcher can, and says so here: "1", "2", "12" or nothing. */
    private static final String TERMINALS = "flowtrack.terminals";

    private static final String DEBUG = "FLOWTRACK_DEBUG";

    /** Those of this process. Standard output is taken bare, because {@link System#out} swallows errors. */
    static Surroundings ofProcess(StopRequests stopRequests) {
        String terminals = System.getProperty(TERMINALS, "");
        String debug = System.getenv(DEBUG);
        return new Surroundings(
                System.in,
                new FileOutputStream(FileDescriptor.out),
                System.err,
                Ansi.AUTO.enabled(),
                terminals.contains("1"),
                terminals.contains("2"),
                debug != null && !debug.isEmpty(),
                stopRequests);
    }
}
