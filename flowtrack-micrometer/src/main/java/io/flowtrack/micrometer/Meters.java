package io.flowtrack.micrometer;

import io.flowtrack.api.TrackerStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Puts meters of one tracker into one registry, each with the tags that all of them have. */
final class Meters {
    private static final String NO_REASON = "none";

    private final MeterRegistry registry;
    private final Supplier<TrackerStats> stats;
    private final Tags tags;

    Meters(MeterRegistry registry, Supplier<TrackerStats> stats, Tags tags) {
        this.registry = registry;
        this.stats = stats;
        this.tags = tags;
    }

    /** The same with one more tag. */
    Meters with(String key, String value) {
        return new Meters(registry, stats, tags.and(key, value));
    }

    /** The same for what has that result, for no particular reason. */
    Meters result(String result) {
        return with("result", result).with("reason", NO_REASON);
    }

    /** The same for what has that result for that reason. */
    Meters result(String result, Enum<?> reason) {
        return with("result", result).reason(reason);
    }

    /** The same for what has that reason. */
    Meters reason(Enum<?> reason) {
        return with("reason", reason.name().toLowerCase(Locale.ROOT));
    }

    /** Counts what never becomes less. */
    void counter(Named named, ToLongFunction<TrackerStats> count) {
        // Micrometer keeps the object that is asked for as long as somebody else does: the function does.
        Supplier<TrackerStats> kept = stats;
        FunctionCounter.builder(named.name(), kept, unused -> count.applyAsLong(kept.get()))
                .baseUnit(named.unit())
                .description(named.description())
                .tags(tags)
                .register(registry);
    }

    /** Shows what is so now. */
    void gauge(Named named, ToLongFunction<TrackerStats> number) {
        Supplier<TrackerStats> kept = stats;
        Gauge.builder(named.name(), () -> number.applyAsLong(kept.get()))
                .baseUnit(named.unit())
                .description(named.description())
                .tags(tags)
                .register(registry);
    }

    /**
     * What a meter is called.
     *
     * @param name in Micrometer's notation, words with dots between them
     * @param unit what is counted, in the plural; null if it has none
     * @param description in a few words
     */
    record Named(String name, @Nullable String unit, String description) {}
}
