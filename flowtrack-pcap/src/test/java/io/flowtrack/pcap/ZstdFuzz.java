package io.flowtrack.pcap;

import com.code_intelligence.jazzer.junit.FuzzTest;

class ZstdFuzz {
    @FuzzTest(maxDuration = "60s")
    void arbitraryZstdNeverThrowsAnythingButAnIoException(byte[] bytes) {
        FuzzedCompression.read(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD}, bytes);
    }
}
