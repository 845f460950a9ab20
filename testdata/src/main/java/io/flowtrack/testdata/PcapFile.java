package io.flowtrack.testdata;

import io.flowtrack.api.LinkType;
import java.nio.ByteBuffer;
import java.util.List;

/** Writes frames as a capture file in the classic format with nanoseconds, for other programs to read. */
public final class PcapFile {
    private static final int NANOSECOND_MAGIC = 0xA1B2_3C4D;
    private static final int FILE_HEADER_LENGTH = 24;
    private static final int RECORD_HEADER_LENGTH = 16;
    private static final short MAJOR_VERSION = 2;
    private static final short MINOR_VERSION = 4;
    private static final int SNAP_LENGTH = 262_144;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private PcapFile() {}

    /**
     * The bytes of such a file, big-endian.
     *
     * @throws IllegalArgumentException if the frames are not all of one link type
     */
    public static byte[] bytes(List<Frame> frames) {
        LinkType linkType = frames.isEmpty() ? LinkType.ETHERNET : frames.get(0).linkType();
        int length = FILE_HEADER_LENGTH;
        for (Frame frame : frames) {
            if (!frame.linkType().equals(linkType)) {
                throw new IllegalArgumentException("both " + linkType + " and " + frame.linkType() + " in one file");
            }
            length += RECORD_HEADER_LENGTH + frame.bytes().length;
        }
        ByteBuffer file = ByteBuffer.allocate(length)
                .putInt(NANOSECOND_MAGIC)
                .putShort(MAJOR_VERSION)
                .putShort(MINOR_VERSION)
                .putLong(0)
                .putInt(SNAP_LENGTH)
                .putInt(linkType.number());
        for (Frame frame : frames) {
            file.putInt((int) (frame.timestampNanos() / NANOS_PER_SECOND))
                    .putInt((int) (frame.timestampNanos() % NANOS_PER_SECOND))
                    .putInt(frame.bytes().length)
                    .putInt(frame.wireLength())
                    .put(frame.bytes());
        }
        return file.array();
    }
}
