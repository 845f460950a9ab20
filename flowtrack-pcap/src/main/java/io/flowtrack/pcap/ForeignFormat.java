package io.flowtrack.pcap;

import java.util.Optional;

/** File formats that are met in place of classic pcap, told by their first four bytes, to say what a file is. */
enum ForeignFormat {
    /** Block type of the section header: the same in both byte orders. */
    PCAPNG(0x0A0D0D0A, 0xFFFFFFFF, "pcapng"),
    /** Alexey Kuznetzov's format, as some old Linux distributions wrote it, in big-endian order. */
    MODIFIED_PCAP(0xA1B2CD34, 0xFFFFFFFF, "Kuznetzov's modified pcap"),
    /** The same in little-endian order. */
    MODIFIED_PCAP_SWAPPED(0x34CDB2A1, 0xFFFFFFFF, "Kuznetzov's modified pcap"),
    /** RFC 1952, section 2.3.1: the magic number has two bytes. */
    GZIP(0x1F8B0000, 0xFFFF0000, "gzip"),
    /** RFC 8878, section 3.1.1. */
    ZSTD(0x28B52FFD, 0xFFFFFFFF, "zstd"),
    /** The .xz file format, section 2.1.1.1: the first four of six bytes. */
    XZ(0xFD377A58, 0xFFFFFFFF, "xz"),
    /** LZ4 frame format. */
    LZ4(0x04224D18, 0xFFFFFFFF, "lz4");

    private final int magic;
    private final int mask;
    private final String title;

    ForeignFormat(int magic, int mask, String title) {
        this.magic = magic;
        this.mask = mask;
        this.title = title;
    }

    /**
     * The format that begins with these bytes.
     *
     * @param magic the first four bytes, big-endian
     */
    static Optional<ForeignFormat> of(int magic) {
        for (ForeignFormat format : values()) {
            if ((magic & format.mask) == format.magic) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /** What people call it. */
    @Override
    public String toString() {
        return title;
    }
}
