package io.flowtrack.cli;

import io.flowtrack.pcap.CaptureFile;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How far the reading of captures has come, shown on a terminal once it is plain that it will take a while: at once
 * for a large file, else after two seconds. Until then no class of the progress bar is loaded.
 */
final class Progress implements AutoCloseable {
    private static final long LARGE_LENGTH = 200_000_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final List<CaptureFile> captures;
    private final PrintStream err;
    private final boolean isWanted;
    private final long startNanos = System.nanoTime();
    private @Nullable Bar bar;

    Progress(List<CaptureFile> captures, PrintStream err, boolean isWanted) {
        this.captures = captures;
        this.err = err;
        this.isWanted = isWanted;
    }

    /** Looks how far the capture has come. Meant to be called once for some thousand packets. */
    void look() {
        if (bar == null && isWanted && isLong()) {
            bar = new Bar(name(), size(), err);
        }
        if (bar != null) {
            bar.show(captures.stream().mapToLong(CaptureFile::offset).sum());
        }
    }

    private boolean isLong() {
        return size() > LARGE_LENGTH || System.nanoTime() - startNanos > PATIENCE_NANOS;
    }

    private String name() {
        return captures.size() == 1 ? captures.get(0).name() : captures.size() + " captures";
    }

    /** Bytes of all captures; -1 if that is not known of one. */
    private long size() {
        long size = 0;
        for (CaptureFile capture : captures) {
            if (capture.size().isEmpty()) {
                return -1;
            }
            size += capture.size().getAsLong();
        }
        return size;
    }

    /** Takes the bar away, so that the next line begins in the first column. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }

    /** What is on the screen; the only class that knows the library that draws it. */
    private static final class Bar {
        private static final int WIDTH = 79;
        private static final int NAME_WIDTH = 24;
        private static final int REFRESH_MILLIS = 250;
        private static final int MEGABYTE = 1_000_000;

        private final me.tongfei.progressbar.ProgressBar bar;

        Bar(String name, long size, PrintStream err) {
            bar = new me.tongfei.progressbar.ProgressBarBuilder()
                    .setTaskName(shortName(name))
                    .setInitialMax(size)
                    .setUnit(" MB", MEGABYTE)
                    .setUpdateIntervalMillis(REFRESH_MILLIS)
                    .setConsumer(new me.tongfei.progressbar.ConsoleProgressBarConsumer(err, WIDTH))
                    .setStyle(me.tongfei.progressbar.ProgressBarStyle.ASCII)
                    .clearDisplayOnFinish()
                    .build();
        }

        /** The last part of a path, and of that no more than leaves room for the bar. */
        private static String shortName(String name) {
            String file = name.substring(name.lastIndexOf('/') + 1);
            return file.length() <= NAME_WIDTH ? file : file.substring(0, NAME_WIDTH - 3) + "...";
        }

        void show(long offset) {
            bar.stepTo(offset);
        }

        void close() {
            bar.close();
        }
    }
}
