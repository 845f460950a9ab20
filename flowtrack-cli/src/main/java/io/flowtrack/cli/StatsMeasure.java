package io.flowtrack.cli;

import io.flowtrack.export.Quantities;
import java.util.Locale;

/** Of what {@code flowtrack stats} shows how it is distributed. */
enum StatsMeasure {
    /** From a flow's first packet to its last. */
    DURATION("duration", /* isTime= */ true),
    /** Bytes on the wire, of both sides. */
    SIZE("bytes", /* isTime= */ false),
    /** From the first SYN to the acknowledgement of the SYN-ACK. */
    HANDSHAKE("handshake", /* isTime= */ true),
    /** The smoothed round-trip time from where packets were captured to the responder and back. */
    RTT_TO_RESPONDER("RTT to responder", /* isTime= */ true),
    /** The same to the initiator. */
    RTT_TO_INITIATOR("RTT to initiator", /* isTime= */ true);

    private static final long[] TIME_BOUNDS = {
        1, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000L, 100_000_000_000L
    };
    private static final long[] SIZE_BOUNDS = {100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};
    private static final String[] TIME_LABELS = {
        "0", "< 1 ms", "< 10 ms", "< 100 ms", "< 1 s", "< 10 s", "< 100 s", "more"
    };
    private static final String[] SIZE_LABELS = {
        "< 100", "< 1 k", "< 10 k", "< 100 k", "< 1 M", "< 10 M", "< 100 M", "more"
    };

    private final String title;
    private final boolean isTime;

    StatsMeasure(String title, boolean isTime) {
        this.title = title;
        this.isTime = isTime;
    }

    StatsDistribution newDistribution() {
        return new StatsDistribution(isTime ? TIME_BOUNDS : SIZE_BOUNDS);
    }

    /** What it is called where people read it. */
    String title() {
        return title;
    }

    /** What it is called in JSON. */
    String jsonName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The end of the names of its numbers in JSON. */
    String jsonUnit() {
        return isTime ? "_ns" : "_bytes";
    }

    /** What stands beside a step of the chart. */
    String label(int step) {
        return (isTime ? TIME_LABELS : SIZE_LABELS)[step];
    }

    /** A number of it as people read it. */
    String text(long number) {
        return isTime ? Quantities.duration(number) : Quantities.count(number);
    }
}
