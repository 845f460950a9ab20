package io.flowtrack.cli;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.pcap.CaptureFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The captures of a command line, read one after another. One that fails is complained of, and the next one read. */
final class CaptureInput {
    private static final int PACKETS_BETWEEN_LOOKS = 1 << 13;

    private final InputOptions options;
    private final Surroundings surroundings;
    private final boolean showsProgress;
    private final CaptureSpan span = new CaptureSpan();
    private final PacketView packet = new PacketView();
    private final Set<LinkType> unreadLinks = new TreeSet<>(Comparator.comparingInt(LinkType::number));
    private LinkType lastLink = LinkType.ETHERNET;

    CaptureInput(InputOptions options, RunOptions run, Surroundings surroundings) {
        this.options = options;
        this.surroundings = surroundings;
        this.showsProgress = surroundings.errIsTerminal()
                && !(surroundings.outIsTerminal() && run.toStandardOutput())
                && !run.quiet();
    }

    /** From when to when the packets given out so far were captured. */
    CaptureSpan span() {
        return span;
    }

    /** Those link types of the packets given out so far that are not read. */
    Set<LinkType> unreadLinks() {
        return unreadLinks;
    }

    private void note(LinkType linkType) {
        lastLink = linkType;
        if (!FiveTupleExtractor.reads(linkType)) {
            unreadLinks.add(linkType);
        }
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
            int untilLook = PACKETS_BETWEEN_LOOKS;
            while (capture.next(packet)) {
                give(taker, capture);
                if (--untilLook == 0) {
                    untilLook = PACKETS_BETWEEN_LOOKS;
                    progress.look();
                }
            }
        }
    }

    /** A mapped file that others cut meanwhile shows when a packet's bytes are read, and by an {@link InternalError}. */
    private void give(Consumer<PacketView> taker, CaptureFile capture) throws IOException {
        try {
            span.include(packet.timestampNanos());
            if (!packet.linkType().equals(lastLink)) {
                note(packet.linkType());
            }
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

    private static String displayName(String name) {
        return name.equals(InputOptions.DASH) ? "standard input" : name;
    }
}
