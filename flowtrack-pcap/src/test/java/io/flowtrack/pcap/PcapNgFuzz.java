package io.flowtrack.pcap;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowtrack.api.PacketView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;

class PcapNgFuzz {
    private static final int SMALL_BUFFER = 48;

    @FuzzTest(maxDuration = "60s")
    void arbitraryBytesNeverThrowAnythingButAnIoException(byte[] bytes) {
        read(bytes);
        if (bytes.length > 0) {
            read(behindASection(bytes));
        }
    }

    /** So that blocks are fuzzed from the first run on: byte order and resolution by the first byte. */
    private static byte[] behindASection(byte[] bytes) {
        PcapNgBytes file =
                new PcapNgBytes().section((bytes[0] & 1) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        return file.device(1, 64, file.resolution(bytes[0]))
                .packet(0, bytes[0], new byte[3], file.comment("first"))
                .raw(bytes)
                .toArray();
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
                look(capture, view);
            }
            if (capture.offset() != file.length) {
                throw new AssertionError("a clean end before the end");
            }
        } catch (IOException expected) {
            // what a damaged file is meant to give
        }
    }

    private static void look(CaptureFile capture, PacketView view) {
        int comments = capture.packetComments().size()
                + capture.interfaceComments().size()
                + capture.sectionComments().size();
        if (comments < 0 || Math.abs(view.timestampNanos()) > TimestampResolution.MAX_NANOS) {
            throw new AssertionError("a time that cannot be");
        }
    }
}
