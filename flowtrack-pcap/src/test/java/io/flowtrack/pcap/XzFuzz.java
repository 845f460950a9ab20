package io.flowtrack.pcap;

import com.code_intelligence.jazzer.junit.FuzzTest;

class XzFuzz {
    @FuzzTest(maxDuration = "60s")
    void arbitraryXzNeverThrowsAnythingButAnIoException(byte[] bytes) {
        FuzzedCompression.read(new byte[] {(byte) 0xFD, '7', 'z', 'X', 'Z', 0}, bytes);
    }
}
