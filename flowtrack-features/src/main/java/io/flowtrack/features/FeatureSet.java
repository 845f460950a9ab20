package io.flowtrack.features;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which statistics are made of flows: the columns, and the {@link FlowFeatures} that counts for them in one flow.
 * Immutable, for use by any thread.
 *
 * <pre>{@code
 * FeatureSet set = FeatureSet.cic();
 * FlowTracker<FiveTuple, FlowFeatures> tracker = FlowTracker.of(extractor, config, key -> set.begin());
 * FlowListener<FiveTuple, FlowFeatures> listener = FeatureListener.before(new FlowListener<>() {
 *     public void onEnded(Flow<FiveTuple, FlowFeatures> flow, EndReason reason) {
 *         System.out.println(flow.userState().values(flow));
 *     }
 * });
 * }</pre>
 */
public final class FeatureSet {
    /** After how long a gap between packets a flow counts as idle, where nothing else is asked for; CICFlowMeter's. */
    public static final Duration ACTIVITY_TIMEOUT = Duration.ofSeconds(5);

    private static final long NANOS_PER_MICRO = 1000;

    private final String name;
    private final List<FeatureColumn> columns;
    private final Supplier<FlowFeatures> beginning;

    private FeatureSet(String name, Columns<?> columns, Supplier<FlowFeatures> beginning) {
        this.name = name;
        this.columns = columns.heads();
        this.beginning = beginning;
    }

    /** CICFlowMeter's columns, as they are defined. */
    public static FeatureSet cic() {
        return cic(ACTIVITY_TIMEOUT);
    }

    /**
     * CICFlowMeter's columns, as they are defined.
     *
     * @param activityTimeout a gap between packets that is longer counts as idle
     */
    public static FeatureSet cic(Duration activityTimeout) {
        long nanos = activityTimeout.toNanos();
        return new FeatureSet("cic", CicColumns.EXACT, () -> new ExactCicFeatures(nanos));
    }

    /** CICFlowMeter's columns, as version 4 of the tool computes them, for comparison with published data. */
    public static FeatureSet cicLegacy() {
        return cicLegacy(ACTIVITY_TIMEOUT);
    }

    /**
     * CICFlowMeter's columns, as version 4 of the tool computes them, for comparison with published data.
     *
     * @param activityTimeout a gap between packets that is longer counts as idle
     */
    public static FeatureSet cicLegacy(Duration activityTimeout) {
        long micros = activityTimeout.toNanos() / NANOS_PER_MICRO;
        return new FeatureSet("cic-legacy", LegacyCicColumns.LEGACY, () -> new LegacyCicFeatures(micros));
    }

    /** nfstream's statistics and first packets, and the entropy of the first payload bytes. */
    public static FeatureSet nfstream() {
        return nfstream(NfstreamSettings.defaults());
    }

    /** nfstream's statistics and first packets, and the entropy of the first payload bytes. */
    public static FeatureSet nfstream(NfstreamSettings settings) {
        return new FeatureSet("nfstream", NfstreamColumns.ALL, () -> new NfstreamFeatures(settings));
    }

    /** The set of that {@link #name}, with its defaults; empty if there is none. */
    public static Optional<FeatureSet> named(String name) {
        return switch (name) {
            case "cic" -> Optional.of(cic());
            case "cic-legacy" -> Optional.of(cicLegacy());
            case "nfstream" -> Optional.of(nfstream());
            default -> Optional.empty();
        };
    }

    /** {@code cic}, {@code cic-legacy} or {@code nfstream}. */
    public String name() {
        return name;
    }

    /** The columns in the order in which values are told, immutable. */
    public List<FeatureColumn> columns() {
        return columns;
    }

    /** Counts for one flow, from nothing. */
    public FlowFeatures begin() {
        return beginning.get();
    }
}
