package io.flowtrack.pcap;

import io.flowtrack.api.PacketView;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** What the fuzz targets of compressed captures have in common. Each is a class of its own, as fuzz.sh wants it. */
final class FuzzedCompression {
    private FuzzedCompression() {}

    /** Reads a compressed capture that goes on with these bytes behind what its format begins with. */
    static void read(byte[] beginning, byte[] bytes) {
        byte[] file = new byte[beginning.length + bytes.length];
        System.arraycopy(beginning, 0, file, 0, beginning.length);
        System.arraycopy(bytes, 0, file, beginning.length, bytes.length);
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
