package io.flowtrack.cli;

import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.PacketBatch;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** The option that says how many threads track flows. */
final class ThreadOptions {
    private static final int MOST = 256;

    /**
     * Several threads that each read all packets.
     *
     * @param count how many, with the one that reads them first
     * @param rereading gives every packet to a taker once more, in the same order; for any thread
     */
    record Plan(int count, Consumer<Consumer<PacketBatch>> rereading) {}

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Track flows, and make what is written of them, with N threads (default: ${DEFAULT-VALUE}), each of which"
                            + " reads the captures. The output is the same, as long as there is room for all"
                            + " flows: each thread has its share of --max-flows and --memory-budget. One thread does it all with"
                            + " --outer-flows, --follow, Zeek's formats, and what can be read only once: standard input and pipes.")
    private int threads = 1;

    /**
     * The threads that are to track these flows; empty if it is one.
     *
     * @throws BadUsage if the number is out of range
     */
    Optional<Plan> plan(FlowExtractor<?> extractor, InputOptions input, CaptureInput captures) {
        check();
        boolean areSeveral = threads > 1 && !extractor.hasInnerFlows() && input.canBeReread();
        return areSeveral ? Optional.of(new Plan(threads, captures::reread)) : Optional.empty();
    }

    /**
     * Looks at the number.
     *
     * @throws BadUsage if it is out of range
     */
    void check() {
        if (threads < 1 || threads > MOST) {
            throw new BadUsage("number of threads is " + threads + ", not within 1 to " + MOST);
        }
    }
}
