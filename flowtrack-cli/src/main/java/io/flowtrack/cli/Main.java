package io.flowtrack.cli;

/** Where the process begins and ends. */
public final class Main {
    private Main() {}

    /** Runs the command line and leaves with its status. */
    public static void main(String[] arguments) {
        StopRequests stopRequests = new StopRequests();
        stopRequests.listen();
        stopRequests.exit(FlowtrackCommand.run(Surroundings.ofProcess(stopRequests), arguments));
    }
}
