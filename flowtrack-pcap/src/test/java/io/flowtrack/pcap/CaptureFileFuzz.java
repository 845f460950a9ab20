package io.flowtrack.pcap;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowtrack.api.PacketView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

class CaptureFileFuzz {
    private static final int SMALL_BUFFER = 48;

    @FuzzTest(maxDuration = "60s")
    void arbitraryBytesNeverThrowAnythingButAnIoException(byte[] bytes) {
        read(bytes);
        if (bytes.length > 0) {
            read(behindAHeader(bytes));
        }
    }

    /** So that packets are fuzzed from the first run on: magic number, order and version by the first byte. */
    private static byte[] behindAHeader(byte[] bytes) {
        int choice = bytes[0];
        int magic = (choice & 1) == 0 ? PcapBytes.MICROS : PcapBytes.NANOS;
        boolean swapped = (choice & 2) != 0;
        short minor = (short) (choice >> 2 & 7);
        int linkType = (choice & 32) == 0 ? 1 : 231;
        return ByteBuffer.allocate(PcapBytes.FILE_HEADER_LENGTH + bytes.length - 1)
                .putInt(swapped ? Integer.reverseBytes(magic) : magic)
                .putShort(swapped ? Short.reverseBytes((short) 2) : 2)
                .putShort(swapped ? Short.reverseBytes(minor) : minor)
                .putInt(20, swapped ? Integer.reverseBytes(linkType) : linkType)
                .put(PcapBytes.FILE_HEADER_LENGTH, bytes, 1, bytes.length - 1)
                .array();
    }

    private static void read(byte[] file) {
        PacketView view = new PacketView();
        StreamSource source = new StreamSource(new ByteArrayInputStream(file), SMALL_BUFFER);
        try (CaptureFile capture = CaptureFile.of("fuzz", source)) {
            while (capture.next(view)) {
                if (capture.offset() > file.length || view.wireLength() < view.capturedLength()) {
                    throw new AssertionError("a packet beyond its file");
                }
                if (view.capturedLength() > 0) {
                    view.u8(0);
                    view.u8(view.capturedLength() - 1);
                }
            }
            if (capture.offset() != file.length) {
                throw new AssertionError("a clean end before the end");
            }
        } catch (IOException expected) {
            // what a damaged file is meant to give
        }
    }
}
