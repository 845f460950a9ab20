package io.flowtrack.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a command line did.
 *
 * @param status exit status
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int status, String out, String err) {
    /** Runs a command line with nothing on standard input. */
    static CommandRun of(String... arguments) {
        return withInput(new byte[0], arguments);
    }

    /** Runs a command line with that on standard input. */
    static CommandRun withInput(byte[] input, String... arguments) {
        return with(new ByteArrayInputStream(input), new ByteArrayOutputStream(), arguments);
    }

    /** Runs a command line with those streams; what went to another kind of output than an array is not in the result. */
    static CommandRun with(InputStream in, OutputStream out, String... arguments) {
        return with(in, out, /* debug= */ false, arguments);
    }

    /** The same, perhaps with stack traces. */
    static CommandRun with(InputStream in, OutputStream out, boolean debug, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errPrinter = new PrintStream(err, true, StandardCharsets.UTF_8);
        int status = FlowtrackCommand.run(
                new Surroundings(in, out, errPrinter, /* colour= */ false, false, false, debug, new StopRequests()),
                arguments);
        String outText = out instanceof ByteArrayOutputStream array ? array.toString(StandardCharsets.UTF_8) : "";
        return new CommandRun(status, outText, err.toString(StandardCharsets.UTF_8));
    }

    /** The lines of standard output. */
    List<String> outLines() {
        return out.lines().toList();
    }

    /** The lines of standard error. */
    List<String> errLines() {
        return err.lines().toList();
    }
}
