package io.flowtrack.cli;

import io.flowtrack.pcap.DamagedCaptureException;
import io.flowtrack.pcap.FilterException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong, one line on standard error for each thing, and chooses the exit status. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final PrintStream err;
    private final boolean debug;

    Complaints(Surroundings surroundings) {
        this.err = surroundings.err();
        this.debug = surroundings.debug();
    }

    /** One line, whatever the text holds. */
    void say(String text) {
        err.println("flowtrack: " + text.replaceAll("\\p{Cntrl}+", " ").strip());
    }

    /** Says why a capture is not, or not wholly, in the output. */
    void say(String captureName, IOException trouble) {
        say(trouble instanceof DamagedCaptureException ? message(trouble) : captureName + ": " + reason(trouble));
    }

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        String text = message(wrong);
        return badUsage(text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1), wrong.getCommandLine());
    }

    @Override
    public int handleExecutionException(Exception wrong, CommandLine command, ParseResult line) {
        if (wrong instanceof OutputFailure failure) {
            return handle(failure);
        }
        if (wrong instanceof BadUsage || wrong instanceof FilterException) {
            return badUsage(message(wrong), command);
        }
        say("unexpected error: " + wrong);
        if (debug || command.getParseResult().hasMatchedOption(RunOptions.VERBOSE)) {
            wrong.printStackTrace(err);
        }
        return ExitStatus.UNEXPECTED;
    }

    private int badUsage(String text, CommandLine command) {
        say(text + " (see '" + command.getCommandSpec().qualifiedName() + " --help')");
        return ExitStatus.BAD_USAGE;
    }

    private int handle(OutputFailure failure) {
        if (failure.isBrokenPipe()) {
            return ExitStatus.BROKEN_PIPE;
        }
        say(failure.outputName() + ": " + reason(failure.trouble()));
        return ExitStatus.BAD_USAGE;
    }

    private static String reason(IOException trouble) {
        if (trouble instanceof NoSuchFileException) {
            return "no such file or directory";
        }
        if (trouble instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (trouble instanceof FileSystemException inFile && inFile.getReason() != null) {
            return inFile.getReason();
        }
        return message(trouble);
    }

    private static String message(Exception trouble) {
        return Objects.requireNonNullElse(
                trouble.getMessage(), trouble.getClass().getSimpleName());
    }
}
