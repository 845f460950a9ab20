package io.flowtrack.bench.report;

import io.flowtrack.bench.traffic.Workload;
import java.util.Comparator;

/** Which packets. */
record Case(Workload workload, int flows) implements Comparable<Case> {
    private static final Comparator<Case> ORDER =
            Comparator.comparing(Case::workload).thenComparing(Case::flows);

    static Case of(Measurement measurement) {
        return new Case(
                Workload.valueOf(measurement.parameter("workload")), Integer.parseInt(measurement.parameter("flows")));
    }

    @Override
    public int compareTo(Case other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code 10 000, round-robin}. */
    @Override
    public String toString() {
        return Figures.grouped(flows) + ", " + workload;
    }
}
