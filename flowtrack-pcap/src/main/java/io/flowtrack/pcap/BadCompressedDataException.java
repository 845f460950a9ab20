package io.flowtrack.pcap;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Compressed data that cannot be decompressed. The message says what is wrong, and not where. */
final class BadCompressedDataException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean isCut;

    BadCompressedDataException(String what, @Nullable Throwable cause) {
        this(what, cause, /* isCut= */ false);
    }

    private BadCompressedDataException(String what, @Nullable Throwable cause, boolean isCut) {
        super(what, cause);
        this.isCut = isCut;
    }

    /** The data ends too early. */
    static BadCompressedDataException cut(String what, @Nullable Throwable cause) {
        return new BadCompressedDataException(what, cause, /* isCut= */ true);
    }

    boolean isCut() {
        return isCut;
    }
}
