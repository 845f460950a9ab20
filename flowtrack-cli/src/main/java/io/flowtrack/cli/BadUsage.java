package io.flowtrack.cli;

/** The command line asks for something that cannot be; each option alone was fine. */
final class BadUsage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadUsage(String message) {
        super(message);
    }
}
