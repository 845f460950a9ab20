package io.flowtrack.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;

/** The output cannot be written. Unchecked, because it passes through a tracker, which knows nothing of output. */
final class OutputFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String outputName;
    private final IOException trouble;

    OutputFailure(String outputName, IOException trouble) {
        super(trouble);
        this.outputName = outputName;
        this.trouble = trouble;
    }

    String outputName() {
        return outputName;
    }

    /** What the system said. */
    IOException trouble() {
        return trouble;
    }

    /** Whether the reader of a pipe went away. Java tells it by the message alone, in the language of the system. */
    boolean isBrokenPipe() {
        return Objects.requireNonNullElse(trouble.getMessage(), "")
                .toLowerCase(Locale.ROOT)
                .contains("pipe");
    }
}
