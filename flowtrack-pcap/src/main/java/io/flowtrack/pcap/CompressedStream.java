package io.flowtrack.pcap;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that were compressed in a stream. Whatever a decompressor throws at bad data becomes a {@link
 * BadCompressedDataException}; an error of the stream itself is passed on as it is. Bytes before the bad ones are delivered
 * first.
 */
final class CompressedStream extends BulkStream {
    private final Compression compression;
    private final Raw raw;
    private @Nullable InputStream plain;
    private @Nullable BadCompressedDataException failure;

    /**
     * The uncompressed bytes of a stream; nothing is read of it yet.
     *
     * @param stream closed with this one
     */
    CompressedStream(Compression compression, InputStream stream) {
        this.compression = compression;
        this.raw = new Raw(stream);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            return plain().read(target, offset, length);
        } catch (IOException e) {
            throw raw.hasThrown ? e : bad(e);
        } catch (RuntimeException e) {
            if (raw.hasThrown) {
                throw e;
            }
            throw bad(e);
        }
    }

    private InputStream plain() throws IOException {
        if (plain == null) {
            try {
                plain = compression.decompressing(raw);
            } catch (LinkageError e) {
                throw new BadCompressedDataException("the library for " + compression + " is not there", e);
            }
        }
        return plain;
    }

    private BadCompressedDataException bad(Exception cause) {
        if (cause instanceof BadCompressedDataException itself) {
            failure = itself;
        } else if (cause instanceof EOFException || (raw.isAtEnd && isTruncation(cause))) {
            failure = BadCompressedDataException.cut("the " + compression + " data is cut", cause);
        } else {
            failure = new BadCompressedDataException(
                    "the " + compression + " data is damaged: " + cause.getMessage(), cause);
        }
        return failure;
    }

    /** The zstd library has no exception of its own for an early end. */
    private static boolean isTruncation(Exception cause) {
        return String.valueOf(cause.getMessage()).contains("Truncated");
    }

    @Override
    public void close() throws IOException {
        try (raw) {
            if (plain != null) {
                plain.close();
            }
        }
    }

    /**
     * The compressed bytes. It remembers whose an exception is; and it never says that there is more, so that zstd gives out
     * what it has before it asks for what may be cut.
     */
    private static final class Raw extends FilterInputStream {
        private boolean isAtEnd;
        private boolean hasThrown;

        Raw(InputStream stream) {
            super(stream);
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            hasThrown = true;
            int count = super.read(target, offset, length);
            hasThrown = false;
            isAtEnd = count < 0;
            return count;
        }
    }
}
