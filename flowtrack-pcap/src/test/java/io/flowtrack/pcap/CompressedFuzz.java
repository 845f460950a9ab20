package io.flowtrack.pcap;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowtrack.api.PacketView;
import java.io.ByteArrayInputStream;
import java.io.IOException;

class CompressedFuzz {
    private static final byte[][] MAGICS = {
        {0x1F, (byte) 0x8B, 8, 0},
        {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD},
        {(byte) 0xFD, '7', 'z', 'X', 'Z', 0},
        {4, 0x22, 0x4D, 0x18}
    };

    @FuzzTest(maxDuration = "60s")
    void arbitraryGzipNeverThrowsAnythingButAnIoException(byte[] bytes) {
        read(0, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void arbitraryZstdNeverThrowsAnythingButAnIoException(byte[] bytes) {
        read(1, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void arbitraryXzNeverThrowsAnythingButAnIoException(byte[] bytes) {
        read(2, bytes);
    }

    @FuzzTest(maxDuration = "60s")
    void arbitraryLz4NeverThrowsAnythingButAnIoException(byte[] bytes) {
        read(3, bytes);
    }

    /** Blocks of LZ4 by themselves: a checksum keeps a fuzzer from ever getting at them. */
    @FuzzTest(maxDuration = "60s")
    void anArbitraryLz4BlockStaysWithinItsBounds(byte[] bytes) {
        byte[] output = new byte[4_096];
        try {
            int end = new Lz4Block(bytes, bytes.length, output, 64, 128).decompress(bytes.length % 2 == 0);
            if (end < 128 || end > output.length) {
                throw new AssertionError("outside of its bounds");
            }
        } catch (IOException expected) {
            // what damaged data is meant to give
        }
    }

    private static void read(int format, byte[] bytes) {
        byte[] file = new byte[MAGICS[format].length + bytes.length];
        System.arraycopy(MAGICS[format], 0, file, 0, MAGICS[format].length);
        System.arraycopy(bytes, 0, file, MAGICS[format].length, bytes.length);
        PacketView view = new PacketView();
        try (CaptureFile capture = CaptureFile.open(new ByteArrayInputStream(file), "fuzz")) {
            while (capture.next(view)) {
                if (view.wireLength() < view.capturedLength()) {
                    throw new AssertionError("a packet beyond its file");
                }
            }
        } catch (IOException expected) {
            // what damaged data is meant to give
        }
    }
}
