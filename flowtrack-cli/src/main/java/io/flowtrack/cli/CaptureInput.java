package io.flowtrack.cli;

import io.flowtrack.api.PacketView;
import io.flowtrack.pcap.CaptureFile;
import io.flowtrack.pcap.CaptureMerge;
import io.flowtrack.pcap.DamagedCaptureException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The captures of a command line, read one after another, or at once in the order of time. One that fails is complained of,
 * and the others read.
 */
final class CaptureInput {
    private static final int PACKETS_BETWEEN_LOOKS = 1 << 13;

    private final InputOptions options;
    private final Surroundings surroundings;
    private final StopRequest stop;
    private final Output output;
    private final boolean showsProgress;
    private final CaptureSpan span = new CaptureSpan();
    private final PacketView packet = new PacketView();
    private int status = ExitStatus.GOOD;

    /**
     * What a command reads.
     *
     * @param output flushed while a followed capture has nothing new
     */
    CaptureInput(InputOptions options, RunOptions run, Surroundings surroundings, Output output) {
        this.options = options;
        this.surroundings = surroundings;
        this.stop = surroundings.stop();
        this.output = output;
        this.showsProgress = surroundings.errIsTerminal()
                && !(surroundings.outIsTerminal() && run.toStandardOutput())
                && !run.quiet()
                && !options.follows();
    }

    /** From when to when the packets given out so far were captured. */
    CaptureSpan span() {
        return span;
    }

    /** Gives every packet of every capture to the taker, in order, and returns the exit status. */
    int readAll(Consumer<PacketView> taker) {
        if (options.follows()) {
            stop.listenToSignals();
        }
        if (options.merges()) {
            readMerged(taker);
        } else {
            List<String> names = options.captures();
            for (int i = 0; i < names.size() && !stop.isAsked(); i++) {
                read(names.get(i), options.follows() && i == names.size() - 1, taker);
            }
        }
        return status;
    }

    private void read(String name, boolean follows, Consumer<PacketView> taker) {
        try (CaptureFile capture = follows ? follow(name) : open(name);
                Progress progress = new Progress(List.of(capture), surroundings.err(), showsProgress)) {
            options.linkType().ifPresent(capture::linkType);
            int untilLook = PACKETS_BETWEEN_LOOKS;
            while (capture.next(packet)) {
                give(taker, capture);
                if (--untilLook == 0) {
                    untilLook = PACKETS_BETWEEN_LOOKS;
                    progress.look();
                    if (stop.isAsked()) {
                        break;
                    }
                }
            }
        } catch (IOException e) {
            boolean isEnd = stop.isAsked() && e instanceof DamagedCaptureException damage && damage.isCut();
            if (!isEnd) {
                complain(name, e);
            }
        }
    }

    private void readMerged(Consumer<PacketView> taker) {
        List<CaptureFile> captures = openAll();
        try (CaptureMerge merge = CaptureMerge.of(captures);
                Progress progress = new Progress(captures, surroundings.err(), showsProgress)) {
            int untilLook = PACKETS_BETWEEN_LOOKS;
            while (nextOf(merge)) {
                CaptureFile capture = merge.current();
                if (capture != null) {
                    give(taker, capture);
                }
                if (--untilLook == 0) {
                    untilLook = PACKETS_BETWEEN_LOOKS;
                    progress.look();
                }
            }
        } catch (IOException e) {
            complain("merge", e);
        }
    }

    private List<CaptureFile> openAll() {
        List<CaptureFile> captures = new ArrayList<>();
        for (String name : options.captures()) {
            try {
                CaptureFile capture = open(name);
                captures.add(capture);
                options.linkType().ifPresent(capture::linkType);
            } catch (IOException e) {
                complain(name, e);
            }
        }
        return captures;
    }

    /** The next packet of any capture that is still good. */
    private boolean nextOf(CaptureMerge merge) {
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
    private void give(Consumer<PacketView> taker, CaptureFile capture) throws IOException {
        try {
            span.include(packet.timestampNanos());
            taker.accept(packet);
        } catch (InternalError e) {
            throw new IOException("byte " + capture.offset() + ": the file was cut while it was read", e);
        }
    }

    private CaptureFile open(String name) throws IOException {
        return name.equals(InputOptions.DASH)
                ? CaptureFile.open(surroundings.in(), displayName(name))
                : CaptureFile.open(path(name));
    }

    /** A file waits at its end; a pipe has an end, and is only waited for in a way that a signal can end. */
    private CaptureFile follow(String name) throws IOException {
        if (name.equals(InputOptions.DASH)) {
            return CaptureFile.open(new PolledStream(surroundings::in, this::awaitMore), displayName(name));
        }
        Path path = path(name);
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)
                ? CaptureFile.open(new PolledStream(() -> Files.newInputStream(path), this::awaitMore), name)
                : CaptureFile.follow(path, () -> awaitMore() && !stop.await(PolledStream.PERIOD_MILLIS));
    }

    /** Shows what is known so far; false if the command is to end. */
    private boolean awaitMore() {
        output.flush();
        return !stop.isAsked();
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
