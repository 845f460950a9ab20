package io.flowtrack.cli;

import io.flowtrack.export.Quantities;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@link StatsTotals} as one screenful for people, in at most 80 columns. */
final class StatsText {
    private static final String BOLD = "\u001b[1m";
    private static final String PLAIN = "\u001b[0m";
    private static final int RIGHT_COLUMN = 42;
    private static final int WIDTH = 80;
    private static final int MOST_STATES = 6;
    private static final int CHART_BAR = 18;
    private static final int STATE_BAR = 16;
    private static final double HUNDRED = 100;
    private static final List<String> PERCENTILES = List.of("p50", "p90", "p99");
    private static final double[] PERCENTS = {50, 90, 99};

    private final StatsTotals totals;
    private final StatsBars bars;
    private final boolean colour;
    private final int rows;
    private final List<String> lines = new ArrayList<>();

    /**
     * A text of these totals.
     *
     * @param colour whether headings are bold
     * @param rows how many talkers and ports are shown
     */
    StatsText(StatsTotals totals, StatsBars bars, boolean colour, int rows) {
        this.totals = totals;
        this.bars = bars;
        this.colour = colour;
        this.rows = rows;
    }

    /** The text, beginning with those lines. */
    String text(List<String> firstLines) {
        lines.addAll(firstLines);
        if (totals.all().flows() > 0) {
            addBeside(protocols(), states());
            addHitters("TOP TALKERS", totals.talkers());
            addHitters("TOP PORTS", totals.ports());
            addBeside(chart("DURATIONS", StatsMeasure.DURATION), chart("SIZES (bytes)", StatsMeasure.SIZE));
            addLosses();
            addPercentiles();
        }
        return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    private void addHeading(String heading) {
        lines.add("");
        lines.add(bold(heading));
    }

    private String bold(String text) {
        return colour ? BOLD + text + PLAIN : text;
    }

    /** Two lists side by side; the first line of each is its heading. */
    private void addBeside(List<String> left, List<String> right) {
        addHeading(besides(left.get(0), right.get(0)));
        for (int i = 1; i < Math.max(left.size(), right.size()); i++) {
            lines.add(besides(i < left.size() ? left.get(i) : "", i < right.size() ? right.get(i) : ""));
        }
    }

    private static String besides(String left, String right) {
        return right.isEmpty() ? left : left + " ".repeat(Math.max(1, RIGHT_COLUMN - left.length())) + right;
    }

    private List<String> protocols() {
        List<String> list = new ArrayList<>();
        list.add(format("%-9s %7s %7s %7s %5s", "PROTOCOLS", "flows", "packets", "bytes", ""));
        totals.protocols().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(
                        Comparator.comparing(Tally::wireBytes).reversed()))
                .forEach(entry -> list.add(format(
                        "%-9s %7s %7s %7s %4s%%",
                        entry.getKey().name().toLowerCase(Locale.ROOT),
                        Quantities.count(entry.getValue().flows()),
                        Quantities.count(entry.getValue().packets()),
                        Quantities.count(entry.getValue().wireBytes()),
                        percent(entry.getValue().wireBytes(), totals.all().wireBytes()))));
        return list;
    }

    private List<String> states() {
        List<String> list = new ArrayList<>();
        list.add(format("%-7s %7s", "STATES", "flows"));
        long largest = largest(totals.states().values());
        totals.states().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(
                        Comparator.comparing(Tally::flows).reversed()))
                .limit(MOST_STATES)
                .forEach(entry -> {
                    long flows = entry.getValue().flows();
                    list.add(format("%-7s %7s  ", entry.getKey(), Quantities.count(flows))
                            + bars.bar(flows, largest, STATE_BAR));
                });
        int others = totals.states().size() - list.size() + 1;
        if (others > 0) {
            list.set(list.size() - 1, list.get(list.size() - 1) + " (+" + others + " more)");
        }
        return list;
    }

    private static long largest(Collection<Tally> tallies) {
        return tallies.stream().mapToLong(Tally::flows).max().orElse(0);
    }

    private <K extends Comparable<K>> void addHitters(String title, HeavyHitters<K> hitters) {
        List<HeavyHitters.Entry<K>> top = hitters.top(rows);
        if (top.isEmpty()) {
            return;
        }
        String error = hitters.errorBytes() == 0
                ? ""
                : "  (each may lack " + Quantities.count(hitters.errorBytes()) + " bytes)";
        int nameWidth = Math.max(
                title.length(),
                top.stream()
                        .mapToInt(entry -> entry.key().toString().length())
                        .max()
                        .orElse(0));
        String name = "%-" + nameWidth + "s";
        addHeading(format(name + " %7s %7s %7s %5s", title, "flows", "packets", "bytes", "") + error);
        long largest = top.get(0).tally().wireBytes();
        for (HeavyHitters.Entry<K> entry : top) {
            Tally tally = entry.tally();
            String line = format(
                    name + " %7s %7s %7s %4s%%  ",
                    entry.key(),
                    Quantities.count(tally.flows()),
                    Quantities.count(tally.packets()),
                    Quantities.count(tally.wireBytes()),
                    percent(tally.wireBytes(), totals.all().wireBytes()));
            lines.add(line + bars.bar(tally.wireBytes(), largest, Math.max(0, WIDTH - line.length())));
        }
    }

    private List<String> chart(String title, StatsMeasure measure) {
        StatsDistribution distribution = totals.distribution(measure);
        List<String> list = new ArrayList<>();
        list.add(title);
        long largest = 0;
        for (int step = 0; step < distribution.steps(); step++) {
            largest = Math.max(largest, distribution.count(step));
        }
        for (int step = 0; step < distribution.steps(); step++) {
            long count = distribution.count(step);
            list.add(format("%8s %7s  ", measure.label(step), Quantities.count(count))
                    + bars.bar(count, largest, CHART_BAR));
        }
        return list;
    }

    private void addLosses() {
        StatsLosses losses = totals.losses();
        if (losses.tcpPackets() == 0) {
            return;
        }
        addHeading(format("LOSSES of %s TCP packets", Quantities.count(losses.tcpPackets())));
        long retransmitted = losses.sum(StatsLosses.Kind.RETRANSMITTED_PACKETS);
        lines.add(format(
                "retransmitted %s packets (%s%%), %s bytes; %s fast, %s spurious",
                Quantities.count(retransmitted),
                percent(retransmitted, losses.tcpPackets()),
                count(StatsLosses.Kind.RETRANSMITTED_BYTES),
                count(StatsLosses.Kind.FAST_RETRANSMISSIONS),
                count(StatsLosses.Kind.SPURIOUS_RETRANSMISSIONS)));
        lines.add(format(
                "%s bytes missed; %s out of order, %s gaps, %s duplicate ACKs, %s zero windows",
                Quantities.count(losses.missedBytes()),
                count(StatsLosses.Kind.OUT_OF_ORDER_PACKETS),
                count(StatsLosses.Kind.SEQUENCE_GAPS),
                count(StatsLosses.Kind.DUPLICATE_ACKNOWLEDGEMENTS),
                count(StatsLosses.Kind.ZERO_WINDOW_EPISODES)));
    }

    private String count(StatsLosses.Kind kind) {
        return Quantities.count(totals.losses().sum(kind));
    }

    private void addPercentiles() {
        StringBuilder heading = new StringBuilder(format("%-16s", "PERCENTILES"));
        PERCENTILES.forEach(name -> heading.append(format(" %8s", name)));
        addHeading(heading + format(" %8s %8s", "max", "of"));
        for (StatsMeasure measure : StatsMeasure.values()) {
            StatsDistribution distribution = totals.distribution(measure);
            if (distribution.count() > 0) {
                StringBuilder line = new StringBuilder(format("%-16s", measure.title()));
                for (double percent : PERCENTS) {
                    line.append(format(" %8s", measure.text(distribution.percentile(percent))));
                }
                line.append(
                        format(" %8s %8s", measure.text(distribution.max()), Quantities.count(distribution.count())));
                lines.add(line.toString());
            }
        }
    }

    /** At most one decimal, and that only where it matters. */
    private static String percent(long part, long whole) {
        double percent = whole == 0 ? 0 : HUNDRED * part / whole;
        return percent > 0 && percent < 10 ? format("%.1f", percent) : format("%.0f", percent);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
