package io.flowtrack.cli;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.export.FlowRecordWriter;
import io.flowtrack.export.LogTimes;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes records into one file after another, each complete in itself: a file ends behind the record with which it reaches a
 * size, and when time enters another interval. Time is that of the latest packet of any flow written so far, so it says nothing
 * of how many threads there were; and what {@link #passTime} says. A file is made when there is something to write; if there
 * never is, one is.
 */
final class RotatedFiles implements FlowRecordWriter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int NANO_DIGITS = 9;

    /** Makes a writer for one file. */
    interface WriterMaker {
        FlowRecordWriter writer(OutputStream out, LogTimes times);
    }

    /**
     * When a file ends.
     *
     * @param bytes its size then; beyond all sizes for never
     * @param intervalNanos length of an interval, 0 for all time
     * @param isExact whether the size is looked at behind each record; else behind each piece that its writer passes on
     */
    record Limits(long bytes, long intervalNanos, boolean isExact) {}

    private final Output output;
    private final Limits limits;
    private final LogTimes span;
    private final WriterMaker maker;
    private @Nullable FlowRecordWriter writer;
    private @Nullable Counted counted;
    private long latestNanos = Long.MIN_VALUE;
    private long interval;
    private long numberInInterval;
    private boolean isFirst = true;

    /**
     * Files of an output.
     *
     * @param span from when to when the packets were captured
     */
    RotatedFiles(Output output, Limits limits, LogTimes span, WriterMaker maker) {
        this.output = output;
        this.limits = limits;
        this.span = span;
        this.maker = maker;
    }

    @Override
    public void write(FlowRecord<?> record) throws IOException {
        long nanos = Math.max(latestNanos, record.lastNanos());
        if (writer != null && (isFull() || intervalOf(nanos) != interval)) {
            end();
        }
        latestNanos = nanos;
        FlowRecordWriter current = writer == null ? begin() : writer;
        current.write(record);
        if (limits.isExact() && limits.bytes() != Long.MAX_VALUE) {
            current.flush(); // counted, and not yet passed on
        }
    }

    /**
     * Ends a file whose interval is over by then. What comes later belongs to a later interval, even if its packets do not: the
     * file may have been taken away by now.
     *
     * @param nanos packet time, since 1970-01-01T00:00Z
     */
    void passTime(long nanos) throws IOException {
        if (writer != null && intervalOf(Math.max(latestNanos, nanos)) != interval) {
            end();
        }
        latestNanos = Math.max(latestNanos, nanos);
    }

    private boolean isFull() {
        return counted != null && counted.count >= limits.bytes();
    }

    private long intervalOf(long nanos) {
        return limits.intervalNanos() == 0 ? 0 : Math.floorDiv(nanos, limits.intervalNanos());
    }

    private FlowRecordWriter begin() {
        long newInterval = intervalOf(latestNanos);
        numberInInterval = newInterval == interval && !isFirst ? numberInInterval + 1 : 1;
        interval = newInterval;
        output.openNext(infix());
        Counted stream = new Counted(output.stream());
        LogTimes times = isFirst ? new Times(span.openNanos()) : new Times(OptionalLong.of(latestNanos));
        FlowRecordWriter begun = maker.writer(stream, times);
        isFirst = false;
        counted = stream;
        writer = begun;
        return begun;
    }

    /** {@code -20261121T093000Z}, {@code -00001}, or both. */
    private String infix() {
        String number = String.format(Locale.ROOT, "-%05d", numberInInterval);
        if (limits.intervalNanos() == 0) {
            return number;
        }
        long start = interval * limits.intervalNanos();
        long rest = Math.floorMod(start, NANOS_PER_SECOND);
        String fraction = limits.intervalNanos() % NANOS_PER_SECOND == 0
                ? ""
                : "." + String.format(Locale.ROOT, "%0" + NANO_DIGITS + "d", rest);
        String time = "-" + TIME.format(Instant.ofEpochSecond(Math.floorDiv(start, NANOS_PER_SECOND))) + fraction + "Z";
        return limits.bytes() == Long.MAX_VALUE ? time : time + number;
    }

    private void end() throws IOException {
        if (writer != null) {
            writer.close();
            writer = null;
            output.endFile();
        }
    }

    @Override
    public void flush() throws IOException {
        if (writer != null && counted != null) {
            writer.flush();
            counted.passOn();
        }
    }

    @Override
    public void close() throws IOException {
        if (isFirst) {
            latestNanos = span.openNanos().orElse(Math.max(latestNanos, 0));
            begin();
        }
        end();
    }

    /** From when to when one file reaches. */
    private final class Times implements LogTimes {
        private final OptionalLong open;

        Times(OptionalLong open) {
            this.open = open;
        }

        @Override
        public OptionalLong openNanos() {
            return open;
        }

        @Override
        public OptionalLong closeNanos() {
            return OptionalLong.of(latestNanos);
        }
    }

    /** Counts what is written, and passes it on in large pieces, whoever flushes it. */
    private static final class Counted extends FilterOutputStream {
        private static final int PIECE = 1 << 16;

        private long count;

        Counted(OutputStream out) {
            super(new BufferedOutputStream(out, PIECE));
        }

        @Override
        public void write(int octet) throws IOException {
            count++;
            out.write(octet);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            count += length;
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            // passOn does it
        }

        void passOn() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
