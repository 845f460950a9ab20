package io.flowtrack.cli;

import io.flowtrack.export.ExtraColumns;
import io.flowtrack.features.FeatureSet;
import io.flowtrack.features.FlowFeatures;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that asks for statistics of flows. */
final class FeatureOptions {
    private static final Set<Format> PLACES = EnumSet.of(Format.CSV, Format.PARQUET, Format.NDJSON);

    @Option(
            names = "--features",
            paramLabel = "SET",
            description = {
                "Add statistics for machine learning to each record, with --format csv and parquet as columns, with"
                        + " ndjson as an object (default: none). docs/features.md has the formulas.",
                "cic: CICFlowMeter's columns, as they are defined",
                "cic-legacy: the same with that tool's errors",
                "nfstream: nfstream's, with sizes, directions and inter-arrival times of the first 10 packets, and the"
                        + " entropy of the first 128 payload bytes"
            })
    private Optional<String> features = Optional.empty();

    /**
     * Makes sure that the format has a place for what is asked.
     *
     * @throws BadUsage if it has none, or the set is not known
     */
    void check(Format format) {
        if (features.isPresent() && !PLACES.contains(format)) {
            throw new BadUsage("'--features' needs '--format csv', '--format parquet' or '--format ndjson'");
        }
        set();
    }

    private Optional<FeatureSet> set() {
        return features.map(name -> FeatureSet.named(name)
                .orElseThrow(() -> new BadUsage("'--features " + name + "': expected cic, cic-legacy or nfstream")));
    }

    /** Whether statistics are asked for. */
    boolean areWanted() {
        return features.isPresent();
    }

    /** The statistics as columns; null where none are asked for. */
    @Nullable ExtraColumns columns() {
        return set().map(FeatureColumns::new).orElse(null);
    }

    /** Makes what counts for one flow. */
    Beginning beginning() {
        FeatureSet set = set().orElse(null);
        return set == null ? () -> null : set::begin;
    }

    /** Makes what counts for one flow; null where nothing does. */
    interface Beginning {
        @Nullable FlowFeatures begin();
    }
}
