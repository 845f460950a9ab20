package io.flowtrack.cli;

import io.flowtrack.api.CommunityId;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.TrackerConfig;
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
                "csv: RFC 4180, with a header row"
            })
    private Format format = Format.TABLE;

    @Option(
            names = "--community-id",
            description = "Write Community IDs with --format zeek and zeek-json, too, in a last column, and with eve;"
                    + " ndjson and csv have them anyway.")
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
        return new RecordFormat(format, namesCommunities, communitySeed, features.columns());
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
        config();
        extractor();
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
