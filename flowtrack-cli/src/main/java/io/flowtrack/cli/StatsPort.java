package io.flowtrack.cli;

import java.util.Comparator;

/** A responder's port. */
record StatsPort(String proto, long port) implements Comparable<StatsPort> {
    private static final Comparator<StatsPort> ORDER =
            Comparator.comparing(StatsPort::proto).thenComparing(StatsPort::port);

    @Override
    public int compareTo(StatsPort other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return port + "/" + proto;
    }
}
