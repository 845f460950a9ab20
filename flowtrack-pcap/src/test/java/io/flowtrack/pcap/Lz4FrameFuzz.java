package io.flowtrack.pcap;

import com.code_intelligence.jazzer.junit.FuzzTest;

class Lz4FrameFuzz {
    @FuzzTest(maxDuration = "60s")
    void arbitraryLz4NeverThrowsAnythingButAnIoException(byte[] bytes) {
        FuzzedCompression.read(new byte[] {4, 0x22, 0x4D, 0x18}, bytes);
    }
}
