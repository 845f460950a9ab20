package io.flowtrack.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says which flows are wanted. */
final class WhereOption {
    @Option(
            names = "--where",
            paramLabel = "EXPRESSION",
            description = "Take only flows for which this is true, such as 'proto == \"tcp\" && bytes > 1e6' or"
                    + " 'src in \"10.0.0.0/8\" && port == 443': fields by their names in CSV or JSON, and short names;"
                    + " docs/expressions.md has it all.")
    private Optional<String> expression = Optional.empty();

    /** Whether only some flows are wanted. */
    boolean isGiven() {
        return expression.isPresent();
    }

    /**
     * The flows that are wanted.
     *
     * @throws BadUsage if the expression is wrong
     */
    FlowSelection selection() {
        return expression
                .map(text -> FlowSelection.of(WhereCompiler.compile(text)))
                .orElseGet(FlowSelection::ofAll);
    }
}
