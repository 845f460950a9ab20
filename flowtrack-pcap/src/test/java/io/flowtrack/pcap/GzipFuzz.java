package io.flowtrack.pcap;

import com.code_intelligence.jazzer.junit.FuzzTest;

class GzipFuzz {
    @FuzzTest(maxDuration = "60s")
    void arbitraryGzipNeverThrowsAnythingButAnIoException(byte[] bytes) {
        FuzzedCompression.read(new byte[] {0x1F, (byte) 0x8B, 8}, bytes);
    }
}
