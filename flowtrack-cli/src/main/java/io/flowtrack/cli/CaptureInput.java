package io.flowtrack.cli;

import io.flowtrack.api.PacketView;
import io.flowtrack.pcap.BpfFilter;
import io.flowtrack.pcap.CaptureFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The captures of a command line, read one after another. One that fails is complained of, and the next one read. */
final class CaptureInput implements AutoCloseable {
    private static final int PACKETS_BETWEEN_LOOKS = 1 << 13;

    private final InputOptions options;
    private final Surroundings surroundings;
    private final boolean showsProgress;
    private final CaptureSpan span = new CaptureSpan();
    private final PacketView packet = new PacketView();
    private final Optional<BpfFilter> filter;
    private long filteredOutCount;

    CaptureInput(InputOptions options, RunOptions run, Surroundings surroundings) {
        this.options = options;
        this.filter = options.filter();
        this.surroundings = surroundings;
        this.showsProgress = surroundings.errIsTerminal()
                && !(surroundings.outIsTerminal() && run.toStandardOutput())
                && !run.quiet();
    }

    /** From when to when the packets given out so far were captured. */
    CaptureSpan span() {
        return span;
    }

    /** What is to be said of the packets that were not given out, one line for each thing. */
    List<String> notes() {
        return filter.isEmpty() ? List.of() : List.of(RunSummary.ofFilteredOut(filteredOutCount));
    }

    /** Gives every packet of every capture to the taker, in order, and returns the exit status. */
    int readAll(Consumer<PacketView> taker) {
        int status = ExitStatus.GOOD;
        for (String name : options.captures()) {
            try {
                read(name, taker);
            } catch (IOException e) {
                new Complaints(surroundings).say(displayName(name), e);
                status = ExitStatus.BAD_INPUT;
            }
        }
        return status;
    }

    private void read(String name, Consumer<PacketView> taker) throws IOException {
        try (CaptureFile capture = open(name);
                Progress progress = new Progress(capture, surroundings.err(), showsProgress)) {
            options.linkType().ifPresent(capture::linkType);
            filter.ifPresent(capture::filter);
            try {
                read(capture, progress, taker);
            } finally {
                filteredOutCount += capture.filteredOutCount();
            }
        }
    }

    private void read(CaptureFile capture, Progress progress, Consumer<PacketView> taker) throws IOException {
        int untilLook = PACKETS_BETWEEN_LOOKS;
        while (capture.next(packet)) {
            give(taker, capture);
            if (--untilLook == 0) {
                untilLook = PACKETS_BETWEEN_LOOKS;
                progress.look();
            }
        }
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
        if (name.equals(InputOptions.DASH)) {
            return CaptureFile.open(surroundings.in(), displayName(name));
        }
        try {
            return CaptureFile.open(Path.of(name));
        } catch (InvalidPathException e) {
            throw new IOException(e.getReason(), e);
        }
    }

    @Override
    public void close() {
        filter.ifPresent(BpfFilter::close);
    }

    private static String displayName(String name) {
        return name.equals(InputOptions.DASH) ? "standard input" : name;
    }
}
