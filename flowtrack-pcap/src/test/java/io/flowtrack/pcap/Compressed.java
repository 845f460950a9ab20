package io.flowtrack.pcap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Ways to compress, for tests. LZ4 frames are written with stored blocks only, or with one that repeats a byte. */
enum Compressed {
    GZIP,
    ZSTD,
    XZ,
    LZ4;

    /** Something that writes what is to be compressed. */
    interface Content {
        void writeTo(OutputStream stream) throws IOException;
    }

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a cut file of some hundred kilobytes loses only a part of its bytes. */
    boolean isSplit() {
        return this != XZ;
    }

    byte[] compress(byte[] plain) throws IOException {
        return compress(stream -> stream.write(plain));
    }

    byte[] compress(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream stream = compressing(bytes)) {
            content.writeTo(stream);
        }
        return bytes.toByteArray();
    }

    private OutputStream compressing(OutputStream target) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPOutputStream(target);
            case ZSTD -> new com.github.luben.zstd.ZstdOutputStreamNoFinalizer(target).setChecksum(true);
            case XZ -> new org.tukaani.xz.XZOutputStream(target, new org.tukaani.xz.LZMA2Options(0));
            case LZ4 -> new Lz4FrameWriter(target);
        };
    }
}
