package io.flowtrack.pcap;

import java.util.Optional;

/** File formats that are met in place of those that are read, told by their first four bytes, to say what a file is. */
enum ForeignFormat {
    /** Sun's format, RFC 1761: the first four of eight bytes. */
    SNOOP(0x736E6F6F, 0xFFFFFFFF, "snoop"),
    /** Microsoft Network Monitor 2. */
    NETMON(0x474D4255, 0xFFFFFFFF, "Network Monitor"),
    /** The magic number has three bytes; the fourth is a digit. */
    BZIP2(0x425A6800, 0xFFFFFF00, "bzip2"),
    /** What the format was before it had frames; the number is little-endian. */
    LZ4_LEGACY(0x02214C18, 0xFFFFFFFF, "lz4 in its legacy format"),
    ZIP(0x504B0304, 0xFFFFFFFF, "a zip archive");

    private final int magic;
    private final int mask;
    private final String title;

    ForeignFormat(int magic, int mask, String title) {
        this.magic = magic;
        this.mask = mask;
        this.title = title;
    }

    /**
     * What begins with these bytes: one of these formats, or one that is compressed (and was found behind another
     * compression, or it would have been opened).
     *
     * @param magic the first four bytes, big-endian
     */
    static Optional<String> titleOf(int magic) {
        for (ForeignFormat format : values()) {
            if ((magic & format.mask) == format.magic) {
                return Optional.of(format.title);
            }
        }
        return Compression.of(magic).map(compression -> compression + " inside of another compression");
    }
}
