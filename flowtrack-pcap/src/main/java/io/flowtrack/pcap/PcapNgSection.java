package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of the pcapng section being read: its interfaces, and comments. Every section
 * begins anew. Of comments only so many are kept as fit {@link #MAX_COMMENT_LENGTH}.
 *
 * <pre>
 *    interface description, behind the block's type and length
 *    8 ┌─────────────┬─────────────┐
 *      │ link type   │ reserved    │
 *   12 ├─────────────┴─────────────┤
 *      │ snap length               │
 *   16 ├───────────────────────────┤
 *      │ options                  …│
 *      └───────────────────────────┘
 * </pre>
 */
final class PcapNgSection {
    /** Interfaces that a section may have. */
    static final int MAX_INTERFACES = 1 << 16;

    /** Bytes of comments that are kept for a section and all its interfaces. */
    static final int MAX_COMMENT_LENGTH = 1 << 20;

    static final int INTERFACE_OPTIONS_OFFSET = 16;

    /** What a comment counts beside its bytes: an empty one takes memory, too. */
    private static final int COMMENT_OVERHEAD_LENGTH = 32;

    private static final int LINK_TYPE_OFFSET = 8;
    private static final int SNAP_LENGTH_OFFSET = 12;

    private static final int IF_TSRESOL = 9;
    private static final int IF_TSOFFSET = 14;

    private final List<PcapNgInterface> interfaces = new ArrayList<>();
    private final List<String> comments;
    private int commentLength;

    /**
     * A section without interfaces so far.
     *
     * @param options those of its header
     */
    PcapNgSection(PcapNgOptions options) {
        this.comments = keptComments(options);
    }

    List<String> comments() {
        return comments;
    }

    int interfaceCount() {
        return interfaces.size();
    }

    /** The interface of that number, counted from 0 in the order of their descriptions. */
    PcapNgInterface interfaceAt(int number) {
        return interfaces.get(number);
    }

    /**
     * Adds the interface that a block describes.
     *
     * @param block whole, and in its place
     * @param options those of the block
     * @return what is wrong with it; empty if nothing is
     */
    String add(PcapNgBlocks block, PcapNgOptions options) {
        if (interfaces.size() == MAX_INTERFACES) {
            return "is damaged: the section has more than " + MAX_INTERFACES + " interfaces";
        }
        List<String> found = keptComments(options);
        if (options.isDamaged()) {
            return "is damaged: an option reaches beyond it";
        }
        int code = TimestampResolution.DEFAULT_CODE;
        if (options.find(IF_TSRESOL)) {
            if (options.valueLength() != 1) {
                return wrongLength(options);
            }
            code = options.u8();
        }
        long offsetSeconds = 0;
        if (options.find(IF_TSOFFSET)) {
            if (options.valueLength() != Long.BYTES) {
                return wrongLength(options);
            }
            offsetSeconds = options.i64();
        }
        interfaces.add(new PcapNgInterface(
                LinkType.of(block.u16(LINK_TYPE_OFFSET)),
                block.i32(SNAP_LENGTH_OFFSET),
                TimestampResolution.of(code, offsetSeconds),
                found));
        return "";
    }

    private static String wrongLength(PcapNgOptions options) {
        return "is damaged: option " + options.code() + " has " + options.valueLength() + " bytes";
    }

    private List<String> keptComments(PcapNgOptions options) {
        List<String> kept = new ArrayList<>();
        while (options.next()) {
            int length = options.valueLength() + COMMENT_OVERHEAD_LENGTH;
            if (options.code() == PcapNgOptions.COMMENT && commentLength + length <= MAX_COMMENT_LENGTH) {
                commentLength += length;
                kept.add(options.text());
            }
        }
        return List.copyOf(kept);
    }
}
