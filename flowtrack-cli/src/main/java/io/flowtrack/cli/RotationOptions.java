package io.flowtrack.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options that say when the output goes on in another file. */
final class RotationOptions {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,18})\\s*([kMGT]?i?)B?");
    private static final int THOUSAND = 1000;
    private static final int KIBI = 1024;
    private static final Map<String, Integer> POWERS = Map.of("", 0, "k", 1, "m", 2, "g", 3, "t", 4);

    @Option(
            names = "--rotate-size",
            paramLabel = "SIZE",
            description = "Go on in another file behind the record with which a file reaches SIZE (100MB, 64KiB, 5000):"
                    + " with -o flows.csv in flows-00001.csv, flows-00002.csv and so on. Each is complete in itself.")
    private Optional<String> size = Optional.empty();

    @Option(
            names = "--rotate-time",
            paramLabel = "DURATION",
            description = "Go on in another file when packet time enters another interval of this length, counted from"
                    + " midnight UTC of 1970-01-01: with -o flows.csv in flows-20261121T093000Z.csv and so on. A flow's"
                    + " time is that of the latest packet of any flow written so far.")
    private Optional<Duration> time = Optional.empty();

    /** Whether there are several files. */
    boolean rotates() {
        return size.isPresent() || time.isPresent();
    }

    /** Bytes after which a file ends. */
    long sizeBytes() {
        return size.map(RotationOptions::bytes).orElse(Long.MAX_VALUE);
    }

    /** Length of a file's interval, in nanoseconds; 0 for all time. */
    long intervalNanos() {
        return time.map(Duration::toNanos).orElse(0L);
    }

    private static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text.replaceFirst("^([0-9]+\\s*)K", "$1k"));
        if (matcher.matches()) {
            String unit = matcher.group(2).toLowerCase(Locale.ROOT);
            int base = unit.endsWith("i") ? KIBI : THOUSAND;
            double bytes =
                    Long.parseLong(matcher.group(1)) * Math.pow(base, POWERS.getOrDefault(unit.replace("i", ""), 0));
            if (bytes >= 1 && bytes < Long.MAX_VALUE) {
                return (long) bytes;
            }
        }
        throw new BadUsage("--rotate-size: '" + text + "' is no size such as 100MB, 64KiB or 5000");
    }

    /**
     * Makes sure that all this can be done.
     *
     * @throws BadUsage if it cannot
     */
    void check(Format format, RunOptions run, RecordOptions records) {
        sizeBytes();
        if (time.isPresent() && (time.get().isNegative() || time.get().isZero())) {
            throw new BadUsage("--rotate-time: an interval must have a length");
        }
        if (rotates() && run.toStandardOutput()) {
            throw new BadUsage("--rotate-size and --rotate-time need -o FILE");
        }
        if (rotates() && format == Format.TABLE) {
            throw new BadUsage("--rotate-size and --rotate-time are for formats that machines read, not for table");
        }
        if (rotates() && format.needsFile()) {
            throw new BadUsage("--rotate-size and --rotate-time are not for " + format
                    + ", whose file is written in parts anyway");
        }
        if (time.isPresent() && records.sorts()) {
            throw new BadUsage("--rotate-time has no meaning with --sort: records are not in the order of time");
        }
    }
}
