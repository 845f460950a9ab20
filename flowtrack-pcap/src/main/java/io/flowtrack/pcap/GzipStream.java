package io.flowtrack.pcap;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of gzip members (RFC 1952), one behind the other, with their checksums and lengths verified. The JDK's own stream
 * takes whatever it does not know behind a member for the end; here only bytes of zero may stand there, which tapes leave.
 *
 * <pre>
 *    ┌───────┬────────┬───────┬────────────┬──────────────────────────┬──────────┬──────────┬────────┐
 *    │ magic │ method │ flags │ time, … 6  │ extra, name, comment,    │ deflated │ checksum │ length │
 *    │ 2     │ 1      │ 1     │            │ check of this header, 2  │          │ 4        │ 4      │
 *    └───────┴────────┴───────┴────────────┴──────────────────────────┴──────────┴──────────┴────────┘
 * </pre>
 */
final class GzipStream extends BulkStream {
    private static final int MAGIC_FIRST = 0x1F;
    private static final int MAGIC_SECOND = 0x8B;
    private static final int DEFLATE = 8;

    private static final int HEADER_CHECK = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int RESERVED = 0xE0;

    /** Time, what the compressor says of itself, operating system. */
    private static final int UNREAD_LENGTH = 6;

    private final CompressedInput input;
    private final Inflater inflater = new Inflater(/* nowrap= */ true);
    private final CRC32 headerCheck = new CRC32();
    private final CRC32 contentCheck = new CRC32();
    private boolean isInMember;
    private @Nullable BadCompressedDataException failure;

    GzipStream(InputStream stream) {
        this.input = new CompressedInput(stream, Compression.GZIP);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (isInMember || beginMember()) {
            int count = inflate(target, offset, length);
            if (count > 0) {
                contentCheck.update(target, offset, count);
                return count;
            }
            endMember();
        }
        return -1;
    }

    /** The next bytes of this member; 0 at its end. */
    private int inflate(byte[] target, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        long before = inflater.getBytesWritten();
        try {
            int count = inflater.inflate(target, offset, length);
            while (count == 0 && !inflater.finished()) {
                if (inflater.needsDictionary()) {
                    throw bad("it takes a dictionary");
                }
                input.feed(inflater);
                count = inflater.inflate(target, offset, length);
            }
            return count;
        } catch (DataFormatException e) {
            failure = bad(e.getMessage());
            int count = (int) (inflater.getBytesWritten() - before);
            if (count == 0) {
                throw failure;
            }
            return count;
        }
    }

    /** Reads up to the next member's deflated bytes; false if there is none. */
    private boolean beginMember() throws IOException {
        input.skipZeros();
        if (input.isAtEnd()) {
            return false;
        }
        headerCheck.reset();
        if (header() != MAGIC_FIRST || header() != MAGIC_SECOND) {
            throw bad("what follows is no gzip");
        }
        int method = header();
        int flags = header();
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw bad("a method or flags that are not known");
        }
        header(UNREAD_LENGTH);
        if ((flags & EXTRA) != 0) {
            header(header() | (header() << 8));
        }
        if ((flags & NAME) != 0) {
            headerText();
        }
        if ((flags & COMMENT) != 0) {
            headerText();
        }
        int check = (int) headerCheck.getValue() & 0xFFFF;
        if ((flags & HEADER_CHECK) != 0 && check != (header() | (header() << 8))) {
            throw bad("a header with a wrong checksum");
        }
        inflater.reset();
        contentCheck.reset();
        isInMember = true;
        return true;
    }

    private int header() throws IOException {
        int value = input.u8();
        headerCheck.update(value);
        return value;
    }

    private void header(int length) throws IOException {
        for (int i = 0; i < length; i++) {
            header();
        }
    }

    /** Passes a text and the zero behind it. */
    private void headerText() throws IOException {
        int letter;
        do {
            letter = header();
        } while (letter != 0);
    }

    private void endMember() throws IOException {
        input.takeBack(inflater);
        if (input.i32() != (int) contentCheck.getValue() || input.i32() != (int) inflater.getBytesWritten()) {
            throw bad("a wrong checksum or length at the end of a member");
        }
        isInMember = false;
    }

    private static BadCompressedDataException bad(@Nullable String what) {
        return new BadCompressedDataException("the gzip data is damaged: " + what, null);
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        input.close();
    }
}
