package io.flowtrack.pcap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The ways in which captures are compressed, told by their first four bytes. Decompression is streamed, and its memory is
 * bounded whatever the input claims: see docs/captures.md.
 */
enum Compression {
    /** RFC 1952, section 2.3.1: the magic number has two bytes. */
    GZIP(0x1F8B0000, 0xFFFF0000, "gzip") {
        @Override
        InputStream decompressing(InputStream compressed) {
            return new GzipStream(compressed);
        }
    },
    /** RFC 8878, section 3.1.1. */
    ZSTD(0x28B52FFD, 0xFFFFFFFF, "zstd") {
        @Override
        InputStream decompressing(InputStream compressed) throws IOException {
            return OfZstd.decompressing(compressed);
        }
    },
    /** The .xz file format, section 2.1.1.1: the first four of six bytes. */
    XZ(0xFD377A58, 0xFFFFFFFF, "xz") {
        @Override
        InputStream decompressing(InputStream compressed) throws IOException {
            return OfXz.decompressing(compressed);
        }
    },
    /** LZ4 frame format, a little-endian number. */
    LZ4(0x04224D18, 0xFFFFFFFF, "lz4") {
        @Override
        InputStream decompressing(InputStream compressed) {
            return new Lz4FrameStream(compressed);
        }
    };

    /** Bytes that tell a format. */
    static final int MAGIC_LENGTH = 4;

    /** A frame to be skipped, of zstd or LZ4; only writers of zstd are known to begin with one. */
    private static final int SKIPPABLE_MAGIC = 0x502A4D18;

    private static final int SKIPPABLE_MASK = 0xF0FFFFFF;

    private final int magic;
    private final int mask;
    private final String title;

    Compression(int magic, int mask, String title) {
        this.magic = magic;
        this.mask = mask;
        this.title = title;
    }

    /**
     * The compression that begins with these bytes.
     *
     * @param magic the first four bytes, big-endian
     */
    static Optional<Compression> of(int magic) {
        if ((magic & SKIPPABLE_MASK) == SKIPPABLE_MAGIC) {
            return Optional.of(ZSTD);
        }
        for (Compression compression : values()) {
            if ((magic & compression.mask) == compression.magic) {
                return Optional.of(compression);
            }
        }
        return Optional.empty();
    }

    /**
     * The bytes that were compressed. Any {@link IOException} but those of the compressed stream itself, and any unchecked
     * exception, says that the data is not good; an {@link java.io.EOFException} that it is cut.
     *
     * @throws NoClassDefFoundError if the library that it takes is not there
     */
    abstract InputStream decompressing(InputStream compressed) throws IOException;

    /** What people call it. */
    @Override
    public String toString() {
        return title;
    }

    /** Apart, because it cannot be linked where its library is not there. */
    private static final class OfZstd {
        /** Windows of up to 128 MiB, what the command zstd decompresses unless told otherwise. */
        private static final int WINDOW_LOG = 27;

        static InputStream decompressing(InputStream compressed) throws IOException {
            return new com.github.luben.zstd.ZstdInputStreamNoFinalizer(compressed)
                    .setContinuous(false)
                    .setLongMax(WINDOW_LOG);
        }
    }

    /** Apart, because it cannot be linked where its library is not there. */
    private static final class OfXz {
        /** Twice what the highest preset of the command xz needs: 128 MiB. */
        private static final int MEMORY_KIB = 128 << 10;

        static InputStream decompressing(InputStream compressed) throws IOException {
            return new org.tukaani.xz.XZInputStream(compressed, MEMORY_KIB);
        }
    }
}
