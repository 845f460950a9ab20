package io.flowtrack.cli;

import io.flowtrack.api.LinkType;
import io.flowtrack.pcap.BpfFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say what is read. */
final class InputOptions {
    /** Stands for standard input where a capture is named, and for standard output where an output is. */
    static final String DASH = "-";

    @Option(
            names = "--link",
            paramLabel = "TYPE",
            description = "Take frames for this link type, whatever the capture says: a name such as ETHERNET, RAW,"
                    + " LINUX_SLL, or a LINKTYPE number.")
    private Optional<LinkType> linkType = Optional.empty();

    @Option(
            names = "--merge",
            description = "Read all captures at once, as one stream in the order of the packets' times; packets of the"
                    + " same time in the order of the captures. Without it, captures are read one after another.")
    private boolean merges;

    @Option(
            names = "--follow",
            description = "At the end of the (last) capture wait for more, as 'tail -f' does; output comes as soon as"
                    + " it is known. Ctrl-C or SIGTERM ends it as if the capture ended there.")
    private boolean follows;

    @Option(
            names = {"-f", "--filter"},
            paramLabel = "EXPRESSION",
            description = "Take only packets that match, such as 'tcp port 80': the language of tcpdump, see"
                    + " pcap-filter(7). It needs libpcap.")
    private Optional<String> filter = Optional.empty();

    @Parameters(
            arity = "1..*",
            paramLabel = "CAPTURE",
            description =
                    "Capture files: pcap or pcapng, as they are or compressed (gzip, zstd, xz, lz4). They are read"
                            + " one after another in the order given, by one tracker: a flow may go on from one into the"
                            + " next. '-' is standard input.")
    private List<String> captures = List.of();

    /** What frames are to be taken for, if the captures are not to be believed. */
    Optional<LinkType> linkType() {
        return linkType;
    }

    /**
     * Which packets are wanted, if not all; a new one each time.
     *
     * @throws io.flowtrack.pcap.FilterException if the expression is wrong
     * @throws BadUsage if there is nobody to understand it
     */
    Optional<BpfFilter> filter() {
        try {
            return filter.isEmpty() ? Optional.empty() : Optional.of(BpfFilter.compile(filter.get()));
        } catch (IOException e) {
            throw new BadUsage("--filter: " + e.getMessage());
        }
    }

    /**
     * The captures' names.
     *
     * @throws BadUsage if standard input is named twice, or options contradict each other
     */
    List<String> captures() {
        if (Collections.frequency(captures, DASH) > 1) {
            throw new BadUsage("standard input ('-') can be read only once");
        }
        if (merges && follows) {
            throw new BadUsage(
                    "--merge and --follow exclude each other: to know the earliest packet, a merge would have to"
                            + " wait for the slowest capture");
        }
        return captures;
    }

    /** Whether the captures are read at once, by time. */
    boolean merges() {
        return merges;
    }

    /** Whether all captures are files with an end, which several threads can read. */
    boolean canBeReread() {
        return !follows && captures.stream().allMatch(InputOptions::isFile);
    }

    private static boolean isFile(String name) {
        try {
            return !name.equals(DASH) && Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Whether the last capture is read on beyond its end. */
    boolean follows() {
        return follows;
    }
}
