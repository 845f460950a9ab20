package io.flowtrack.cli;

import io.flowtrack.api.CommunityId;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.export.FlowRecordWriter;
import io.flowtrack.export.TunnelParents;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what a flow is, how flows are written, and where to. */
final class FlowOptions {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = {
                "How records are written (default: ${DEFAULT-VALUE}):",
                "table: for people",
                "ndjson: one JSON object for each flow",
                "zeek: Zeek's conn.log. Flows are told apart, closed and turned round by Zeek's rules and timeouts, and"
                        + " checksums are verified. What is not known is '-'; #open and #close are the times of the"
                        + " first and the last packet. Flows that go on are not reported",
                "zeek-json: the same, one JSON object for each flow",
                "eve: Suricata's EVE log, one flow event for each flow. Flows that go on are not reported",
                "csv: RFC 4180, with a header row",
                "ipfix: RFC 7011, both directions in one record; a file (RFC 5655), or messages to a collector",
                "parquet: typed columns, for DuckDB, pandas and their like. It needs --output; until the end the file"
                        + " is in parts beside it, FILE.part-00001 and so on, which are left where the end does not come"
            })
    private Format format = Format.TABLE;

    @Option(
            names = "--community-id",
            description = "Write Community IDs with --format zeek and zeek-json, too, in a last column, and with eve;"
                    + " ndjson, csv and parquet have them anyway.")
    private boolean namesCommunities;

    @Option(
            names = "--community-id-seed",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "The seed of Community IDs, 0 to 65535 (default: ${DEFAULT-VALUE}): IDs of different seeds differ.")
    private int communitySeed;

    @Mixin
    private final RunOptions run = new RunOptions();

    @Mixin
    private final IpfixOptions ipfix = new IpfixOptions();

    @Mixin
    private final RecordOptions records = new RecordOptions();

    @Mixin
    private final RotationOptions rotation = new RotationOptions();

    @Mixin
    private final TrackerOptions tracking = new TrackerOptions();

    @Mixin
    private final TunnelOptions tunnels = new TunnelOptions();

    @Mixin
    private final ChecksumOptions checksums = new ChecksumOptions();

    @Mixin
    private final FeatureOptions features = new FeatureOptions();

    RunOptions run() {
        return run;
    }

    Format format() {
        return format;
    }

    FeatureOptions features() {
        return features;
    }

    RecordFormat recordFormat() {
        return new RecordFormat(
                format, namesCommunities, communitySeed, features.columns(), ipfix, records.columns(format));
    }

    /** Whether flows are counted through: what the usual table says of all flows needs no numbers. */
    boolean numbersFlows() {
        return format != Format.TABLE || features.areWanted() || records.namesFields();
    }

    /** Which records are wanted; a new one each time. */
    FlowSelection selection() {
        return records.selection();
    }

    /** Whether each record is written when it is known, wherever the one before it went. */
    boolean writesAtOnce() {
        return !records.sorts() && !rotation.rotates();
    }

    /** A writer of records to that output, in the order and the files that are wanted. */
    FlowRecordWriter writer(Output output, boolean colour, CaptureSpan span, TunnelParents parents) {
        RecordFormat written = recordFormat();
        return records.sorted(
                rotation.rotates()
                        ? new RotatedFiles(
                                output,
                                new RotatedFiles.Limits(
                                        rotation.sizeBytes(), rotation.intervalNanos(), !format.isBinary()),
                                span,
                                (out, times) -> written.writer(output, out, colour, times, parents))
                        : written.writer(output, output.stream(), colour, span, parents));
    }

    /**
     * Makes sure that the rest can be asked for, before an output is emptied.
     *
     * @throws BadUsage if options do not go together, or a value is out of its range
     */
    void check() {
        if (format.tellsOfEndsOnly() && !tracking.key().isFiveTuple()) {
            throw new BadUsage("the " + format + " format needs five-tuples, not '--key " + tracking.key() + "'");
        }
        if (communitySeed < 0 || communitySeed > CommunityId.MAX_SEED) {
            throw new BadUsage("--community-id-seed: " + communitySeed + " is not within 0 to " + CommunityId.MAX_SEED);
        }
        features.check(format);
        ipfix.check();
        if (format.needsFile() && run.toStandardOutput()) {
            throw new BadUsage("the " + format + " format cannot go to standard output: name a file with '--output'");
        }
        records.check(format);
        rotation.check(format, run, records);
        config();
        extractor();
    }

    /**
     * Opens where records go, and empties a file that is there.
     *
     * @throws BadUsage if it is one of the captures, or a terminal that cannot show the format
     * @throws OutputFailure if it cannot be opened
     */
    Output open(Surroundings surroundings, List<String> captures) {
        Optional<IpfixCollector> collector = ipfix.collector();
        if (collector.isPresent()) {
            return Output.elsewhere(collector.get().toString());
        }
        if (format.isBinary() && run.toStandardOutput() && surroundings.outIsTerminal()) {
            throw new BadUsage("the " + format + " format is no text for a terminal: give it a file with -o");
        }
        if (rotation.rotates()) {
            return run.openRotated(captures);
        }
        return run.open(surroundings, captures, format.needsFile() ? Output::elsewhere : Output::file);
    }

    /** Tells a summary, if one is wanted: behind a table, else on standard error. */
    void tell(List<String> summary, Output output, Surroundings surroundings) {
        if (run.quiet()) {
            return;
        }
        String lines = String.join("\n", summary);
        if (format == Format.TABLE) {
            output.writeLines(lines);
        } else {
            surroundings.err().println(lines);
        }
    }

    /** What the tracker is to be told. */
    TrackerConfig config() {
        return tracking.config(format);
    }

    /** An extractor for one tracker. */
    FlowExtractor<?> extractor() {
        return checksums.extractor(tracking.key(), format, tunnels.decapsulation(format));
    }
}
