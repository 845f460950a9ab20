package io.flowtrack.cli;

import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.PacketView;
import io.flowtrack.pcap.BpfFilter;
import io.flowtrack.pcap.CaptureFile;
import io.flowtrack.pcap.CaptureMerge;
import io.flowtrack.pcap.DamagedCaptureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The captures of a command line, read one after another, or at once in the order of time. One that fails is complained of,
 * and the others read.
 */
final class CaptureInput implements AutoCloseable {
    private static final int PACKETS_BETWEEN_LOOKS = 1 << 13;

    private final InputOptions options;
    private final Surroundings surroundings;
    private final StopRequest stop;
    private final boolean showsProgress;
    private final CaptureSpan span = new CaptureSpan();
    private final Optional<BpfFilter> filter;
    /** Whether others say what is to be said of these captures. */
    private final boolean isSilent;

    private long filteredOutCount;
    private int status = ExitStatus.GOOD;

    CaptureInput(InputOptions options, RunOptions run, Surroundings surroundings) {
        this.isSilent = false;
        this.options = options;
        this.filter = options.filter();
        this.surroundings = surroundings;
        this.stop = surroundings.stop();
        this.showsProgress = surroundings.errIsTerminal()
                && !(surroundings.outIsTerminal() && run.toStandardOutput())
                && !run.quiet()
                && !options.follows();
    }

    private CaptureInput(CaptureInput first) {
        this.isSilent = true;
        this.options = first.options;
        this.filter = options.filter();
        this.surroundings = first.surroundings;
        this.stop = first.stop;
        this.showsProgress = false;
    }

    /** From when to when the packets given out so far were captured. */
    CaptureSpan span() {
        return span;
    }

    /** What is to be said of the packets that were not given out, one line for each thing. */
    List<String> notes() {
        return filter.isEmpty() ? List.of() : List.of(RunSummary.ofFilteredOut(filteredOutCount));
    }

    /**
     * Gives every packet of every capture to the taker, in order, as many at once as are at hand.
     *
     * @param output flushed while a followed capture has nothing new
     * @return the exit status
     */
    int readAll(Consumer<PacketBatch> taker, Output output) {
        if (options.follows()) {
            stop.listenToSignals();
        }
        Consumer<PacketBatch> including = batch -> {
            for (int i = 0; i < batch.size(); i++) {
                span.include(batch.get(i).timestampNanos());
            }
            taker.accept(batch);
        };
        readAll(including, output::flush);
        return status;
    }

    /**
     * Gives every packet of every capture to a taker once more, in the same order, and says nothing of what fails. For any
     * thread, if {@link InputOptions#canBeReread} says so.
     */
    void reread(Consumer<PacketBatch> taker) {
        try (CaptureInput again = new CaptureInput(this)) {
            again.readAll(taker, () -> {});
        }
    }

    private void readAll(Consumer<PacketBatch> taker, Runnable show) {
        if (options.merges()) {
            readMerged(taker);
            return;
        }
        List<String> names = options.captures();
        for (int i = 0; i < names.size() && !stop.isAsked(); i++) {
            read(names.get(i), options.follows() && i == names.size() - 1, taker, show);
        }
    }

    private void read(String name, boolean follows, Consumer<PacketBatch> taker, Runnable show) {
        try (CaptureFile capture = follows ? follow(name, show) : open(name);
                Progress progress = new Progress(List.of(capture), surroundings.err(), showsProgress)) {
            prepare(capture);
            try {
                read(capture, progress, taker);
            } finally {
                filteredOutCount += capture.filteredOutCount();
            }
        } catch (IOException e) {
            boolean isEnd = stop.isAsked() && e instanceof DamagedCaptureException damage && damage.isCut();
            if (!isEnd) {
                complain(name, e);
            }
        }
    }

    private void prepare(CaptureFile capture) {
        options.linkType().ifPresent(capture::linkType);
        filter.ifPresent(capture::filter);
    }

    private void read(CaptureFile capture, Progress progress, Consumer<PacketBatch> taker) throws IOException {
        PacketBatch batch = new PacketBatch(PacketBatch.DEFAULT_CAPACITY);
        int untilLook = PACKETS_BETWEEN_LOOKS;
        while (capture.next(batch)) {
            taker.accept(batch);
            untilLook -= batch.size();
            if (untilLook <= 0) {
                untilLook = PACKETS_BETWEEN_LOOKS;
                progress.look();
                if (stop.isAsked()) {
                    break;
                }
            }
        }
    }

    /** Packet by packet: which capture's turn it is can change with each one, and its bytes last only until the next. */
    private void readMerged(Consumer<PacketBatch> taker) {
        List<CaptureFile> captures = openAll();
        try (CaptureMerge merge = CaptureMerge.of(captures);
                Progress progress = new Progress(captures, surroundings.err(), showsProgress)) {
            PacketBatch single = new PacketBatch(1);
            int untilLook = PACKETS_BETWEEN_LOOKS;
            while (nextOf(merge, single)) {
                taker.accept(single);
                if (--untilLook == 0) {
                    untilLook = PACKETS_BETWEEN_LOOKS;
                    progress.look();
                }
            }
        } catch (IOException e) {
            complain("merge", e);
        } finally {
            captures.forEach(capture -> filteredOutCount += capture.filteredOutCount());
        }
    }

    private List<CaptureFile> openAll() {
        List<CaptureFile> captures = new ArrayList<>();
        for (String name : options.captures()) {
            try {
                CaptureFile capture = open(name);
                captures.add(capture);
                prepare(capture);
            } catch (IOException e) {
                complain(name, e);
            }
        }
        return captures;
    }

    /** The next packet of any capture that is still good. */
    private boolean nextOf(CaptureMerge merge, PacketBatch single) {
        single.clear();
        PacketView packet = single.add();
        while (true) {
            try {
                return merge.next(packet);
            } catch (IOException e) {
                CaptureFile failed = merge.current();
                complain(failed == null ? "" : failed.name(), e);
            }
        }
    }

    private void complain(String name, IOException trouble) {
        if (!isSilent) {
            new Complaints(surroundings).say(displayName(name), trouble);
        }
        status = ExitStatus.BAD_INPUT;
    }

    private CaptureFile open(String name) throws IOException {
        if (name.equals(InputOptions.DASH)) {
            return CaptureFile.open(surroundings.in(), displayName(name));
        }
        return CaptureFile.open(path(name));
    }

    /** A file waits at its end; a pipe has an end, and is only waited for in a way that a signal can end. */
    private CaptureFile follow(String name, Runnable show) throws IOException {
        if (name.equals(InputOptions.DASH)) {
            return CaptureFile.open(new PolledStream(surroundings::in, () -> awaitMore(show)), displayName(name));
        }
        Path path = path(name);
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)
                ? CaptureFile.open(new PolledStream(() -> Files.newInputStream(path), () -> awaitMore(show)), name)
                : CaptureFile.follow(path, () -> awaitMore(show) && !stop.await(PolledStream.PERIOD_MILLIS));
    }

    /** Shows what is known so far; false if the command is to end. */
    private boolean awaitMore(Runnable show) {
        show.run();
        return !stop.isAsked();
    }

    @Override
    public void close() {
        filter.ifPresent(BpfFilter::close);
    }

    private static Path path(String name) throws IOException {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new IOException(e.getReason(), e);
        }
    }

    private static String displayName(String name) {
        return name.equals(InputOptions.DASH) ? "standard input" : name;
    }
}
