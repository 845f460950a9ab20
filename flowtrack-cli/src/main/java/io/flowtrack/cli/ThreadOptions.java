package io.flowtrack.cli;

import io.flowtrack.api.FlowExtractor;
import picocli.CommandLine.Option;

/** The option that says how many threads track flows. */
final class ThreadOptions {
    private static final int MOST = 256;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Track flows, and make what is written of them, with N threads, beside the one that reads (default:"
                            + " ${DEFAULT-VALUE}: one thread does it all). The output is the same, as long as there is room for all"
                            + " flows: each thread has its share of --max-flows and --memory-budget. One thread does it all with"
                            + " --outer-flows, --follow and Zeek's formats.")
    private int threads = 1;

    /**
     * Whether several are to track these flows.
     *
     * @throws BadUsage if the number is out of range
     */
    boolean areSeveral(FlowExtractor<?> extractor, InputOptions input) {
        return threads() > 1 && !extractor.hasInnerFlows() && !input.follows();
    }

    /**
     * How many, from 1.
     *
     * @throws BadUsage if it is out of range
     */
    int threads() {
        if (threads < 1 || threads > MOST) {
            throw new BadUsage("number of threads is " + threads + ", not within 1 to " + MOST);
        }
        return threads;
    }
}
