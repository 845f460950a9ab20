package io.flowtrack.pcap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The ways to read the same bytes. All must give the same packets and the same errors. */
enum Way {
    READ,
    READ_THROUGH_A_SMALL_BUFFER,
    MAPPED,
    MAPPED_IN_SMALL_WINDOWS,
    STREAMED,
    STREAMED_BYTE_BY_BYTE,
    STREAMED_THROUGH_A_SMALL_BUFFER;

    static final String NAME = "trace.pcap";

    private static final int SMALL = 40;

    /** Opens these bytes; those that need one write them to a file in the folder first. */
    CaptureFile open(byte[] content, Path folder) throws IOException {
        return CaptureFile.of(
                NAME,
                switch (this) {
                    case READ -> FileSource.open(write(content, folder));
                    case READ_THROUGH_A_SMALL_BUFFER -> FileSource.open(write(content, folder), SMALL);
                    case MAPPED -> MappedSource.open(write(content, folder));
                    case MAPPED_IN_SMALL_WINDOWS -> MappedSource.open(write(content, folder), SMALL);
                    case STREAMED -> new StreamSource(new ByteArrayInputStream(content), StreamSource.BUFFER_LENGTH);
                    case STREAMED_BYTE_BY_BYTE ->
                        new StreamSource(new OneByteAtATime(content), StreamSource.BUFFER_LENGTH);
                    case STREAMED_THROUGH_A_SMALL_BUFFER -> new StreamSource(new ByteArrayInputStream(content), SMALL);
                });
    }

    private static Path write(byte[] content, Path folder) throws IOException {
        return Files.write(folder.resolve(NAME), content);
    }

    /** A stream that never gives more than one byte, as a slow pipe may. */
    private static final class OneByteAtATime extends InputStream {
        private final ByteArrayInputStream content;

        OneByteAtATime(byte[] content) {
            this.content = new ByteArrayInputStream(content);
        }

        @Override
        public int read() {
            return content.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return content.read(target, offset, Math.min(length, 1));
        }
    }
}
