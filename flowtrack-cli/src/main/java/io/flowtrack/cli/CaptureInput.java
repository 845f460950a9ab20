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
    private long filteredOutCount;
    private int status = ExitStatus.GOOD;

    CaptureInput(InputOptions options, RunOptions run, Surroundings surroundings) {
        this.options = options;
        this.filter = options.filter();
        this.surroundings = surroundings;
        this.stop = surroundings.stop();
        this.showsProgress = surroundings.errIsTerminal()
                && !(surroundings.outIsTerminal() && run.toStandardOutput())
                && !run.quiet()
                && !options.follows();
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
        if (options.merges()) {
            readMerged(taker);
        } else {
            List<String> names = options.captures();
            for (int i = 0; i < names.size() && !stop.isAsked(); i++) {
                read(names.get(i), options.follows() && i == names.size() - 1, taker, output);
            }
        }
        return status;
    }

    private void read(String name, boolean follows, Consumer<PacketBatch> taker, Output output) {
        boolean areToStay = taker instanceof PacketTaker known && known.likesBytesToStay();
        try (CaptureFile capture = follows ? follow(name, output) : open(name, areToStay);
                Progress progress = new Progress(List.of(capture), surroundings.err(), showsProgress)) {
            prepare(capture);
            if (taker instanceof PacketTaker known) {
                known.bytesStay(capture.bytesStay());
            }
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
            give(batch, taker, capture);
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
                CaptureFile capture = merge.current();
                if (capture != null) {
                    give(single, taker, capture);
                }
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
                CaptureFile capture = open(name, /* areToStay= */ false);
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
        new Complaints(surroundings).say(displayName(name), trouble);
        status = ExitStatus.BAD_INPUT;
    }

    /** A mapped file that others cut meanwhile shows when a packet's bytes are read, and by an {@link InternalError}. */
    private void give(PacketBatch batch, Consumer<PacketBatch> taker, CaptureFile capture) throws IOException {
        try {
            for (int i = 0; i < batch.size(); i++) {
                span.include(batch.get(i).timestampNanos());
            }
            taker.accept(batch);
        } catch (InternalError e) {
            throw new IOException("byte " + capture.offset() + ": the file was cut while it was read", e);
        }
    }

    private CaptureFile open(String name, boolean areToStay) throws IOException {
        if (name.equals(InputOptions.DASH)) {
            return CaptureFile.open(surroundings.in(), displayName(name));
        }
        return areToStay ? CaptureFile.openMapped(path(name)) : CaptureFile.open(path(name));
    }

    /** A file waits at its end; a pipe has an end, and is only waited for in a way that a signal can end. */
    private CaptureFile follow(String name, Output output) throws IOException {
        if (name.equals(InputOptions.DASH)) {
            return CaptureFile.open(new PolledStream(surroundings::in, () -> awaitMore(output)), displayName(name));
        }
        Path path = path(name);
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)
                ? CaptureFile.open(new PolledStream(() -> Files.newInputStream(path), () -> awaitMore(output)), name)
                : CaptureFile.follow(path, () -> awaitMore(output) && !stop.await(PolledStream.PERIOD_MILLIS));
    }

    /** Shows what is known so far; false if the command is to end. */
    private boolean awaitMore(Output output) {
        output.flush();
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
