package io.flowtrack.cli;

import io.flowtrack.export.FlowColumn;
import io.flowtrack.export.FlowRecordWriter;
import java.util.List;
import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which records are written, which of their fields, and in what order. */
final class RecordOptions {
    @Mixin
    private final WhereOption where = new WhereOption();

    @Option(
            names = "--fields",
            paramLabel = "NAME,...",
            split = ",",
            description = "Write these fields only, in this order: names of CSV (initiator_address) or JSON"
                    + " (initiator.address), and src, dst, sport, dport, bytes, packets. With --format table, ndjson or"
                    + " csv.")
    private List<String> fields = List.of();

    @Option(
            names = "--sort",
            paramLabel = "FIELD",
            parameterConsumer = AnyText.class,
            description = "Hold records until the end and write them by this field, the smallest first; -FIELD: the"
                    + " largest first. What has no value comes last, equal ones in the usual order. Up to a million"
                    + " records are held, with --top N only N.")
    private Optional<String> sort = Optional.empty();

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "Write only the first N of the records that --sort puts in order.")
    private Optional<Integer> top = Optional.empty();

    /** Takes what follows for the option's value, even if it begins as an option does. */
    static final class AnyText implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec argument, CommandSpec command) {
            if (arguments.isEmpty()) {
                throw new ParameterException(
                        command.commandLine(), "Missing required parameter for option '--sort' (FIELD)");
            }
            argument.setValue(Optional.of(arguments.pop()));
        }
    }

    /**
     * The fields that are wanted; empty for all.
     *
     * @throws BadUsage if one is not known, or the format has no choice
     */
    List<FlowColumn> columns(Format format) {
        boolean hasChoice = format == Format.TABLE || format == Format.NDJSON || format == Format.CSV;
        if (!fields.isEmpty() && !hasChoice) {
            throw new BadUsage("--fields is for --format table, ndjson and csv; " + format + " has its own fields");
        }
        return fields.stream()
                .map(name -> FieldNames.get("--fields", name.strip()))
                .toList();
    }

    /** Whether fields are named here, to be written, to choose records by, or to sort them by. */
    boolean namesFields() {
        return !fields.isEmpty() || sort.isPresent() || where.isGiven();
    }

    /** Which records are wanted. */
    FlowSelection selection() {
        return where.selection();
    }

    /** Whether records wait until the end. */
    boolean sorts() {
        return sort.isPresent();
    }

    /** A writer that puts records in order before that one writes them, or that one itself. */
    FlowRecordWriter sorted(FlowRecordWriter writer) {
        return sort.isEmpty()
                ? writer
                : new SortedRecords(writer, SortOrder.of(sort.get()), top.orElse(SortedRecords.MOST_RECORDS));
    }

    /**
     * Makes sure that all this can be done.
     *
     * @throws BadUsage if it cannot
     */
    void check(Format format) {
        columns(format);
        selection();
        sort.ifPresent(SortOrder::of);
        if (top.isPresent() && sort.isEmpty()) {
            throw new BadUsage("--top needs --sort, which says what is on top");
        }
        if (top.isPresent() && (top.get() < 1 || top.get() > SortedRecords.MOST_RECORDS)) {
            throw new BadUsage("--top: " + top.get() + " is not within 1 to " + SortedRecords.MOST_RECORDS);
        }
    }
}
