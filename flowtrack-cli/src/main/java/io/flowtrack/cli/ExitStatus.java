package io.flowtrack.cli;

/** What the process tells its parent when it ends. */
final class ExitStatus {
    /** All input was read and all output written. */
    static final int GOOD = 0;
    /** A capture is damaged or cannot be read; what could be read is in the output. */
    static final int BAD_INPUT = 1;
    /** The command line is wrong, or the output cannot be written. */
    static final int BAD_USAGE = 2;
    /** Something that should not happen. */
    static final int UNEXPECTED = 3;
    /** Whoever read the output went away: what a shell reports of a process that SIGPIPE (13) ended. */
    static final int BROKEN_PIPE = 128 + 13;

    private ExitStatus() {}
}
