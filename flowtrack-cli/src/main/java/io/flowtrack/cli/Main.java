package io.flowtrack.cli;

/** Where the process begins and ends. */
public final class Main {
    private Main() {}

    /** Runs the command line and leaves with its status. */
    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofProcess();
        int status = FlowtrackCommand.run(surroundings, arguments);
        surroundings.stop().done(status);
        System.exit(status);
    }
}
