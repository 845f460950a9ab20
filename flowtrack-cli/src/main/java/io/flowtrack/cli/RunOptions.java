package io.flowtrack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The options that say where results go, and what is said on the way. */
final class RunOptions {
    static final String VERBOSE = "--verbose";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to FILE instead of standard output; a file that is there is replaced.")
    private Optional<String> output = Optional.empty();

    @Option(
            names = {"-q", "--quiet"},
            description = "No summary and no progress; errors are still told.")
    private boolean quiet;

    @Option(
            names = {"-v", VERBOSE},
            description = "Show where an unexpected error came from.")
    private boolean verbose;

    boolean quiet() {
        return quiet;
    }

    boolean verbose() {
        return verbose;
    }

    /** Whether results go to standard output. */
    boolean toStandardOutput() {
        return output.filter(name -> !name.equals(InputOptions.DASH)).isEmpty();
    }

    /**
     * Opens where results go.
     *
     * @param file opens the file of that name
     *
     * @throws BadUsage if it is one of the captures
     * @throws OutputFailure if it cannot be opened
     */
    Output open(Surroundings surroundings, List<String> captures, Function<String, Output> file) {
        if (toStandardOutput()) {
            return Output.standard(surroundings);
        }
        String name = output.orElseThrow();
        refuseCapture(name, captures);
        return file.apply(name);
    }

    /** Opens an output of several files, none of which may be one of the captures. */
    Output openRotated(List<String> captures) {
        return Output.rotated(output.orElseThrow(), name -> refuseCapture(name, captures));
    }

    private static void refuseCapture(String name, List<String> captures) {
        if (captures.stream().anyMatch(capture -> isSameFile(name, capture))) {
            throw new BadUsage("'" + name + "' is a capture to read, and would be overwritten");
        }
    }

    private static boolean isSameFile(String output, String capture) {
        try {
            return !capture.equals(InputOptions.DASH) && Files.isSameFile(Path.of(output), Path.of(capture));
        } catch (IOException | InvalidPathException e) {
            return false; // one of them is not there
        }
    }
}
