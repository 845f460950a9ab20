package io.flowtrack.pcap;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** Blocks of LZ4 by themselves: a checksum keeps a fuzzer from ever getting at them. */
class Lz4BlockFuzz {
    private static final int HISTORY_START = 64;
    private static final int START = 128;

    @FuzzTest(maxDuration = "60s")
    void anArbitraryBlockStaysWithinItsBounds(byte[] bytes) {
        byte[] output = new byte[4_096];
        try {
            boolean isWhole = bytes.length % 2 == 0;
            int end = new Lz4Block(bytes, bytes.length, output, HISTORY_START, START).decompress(isWhole);
            if (end < START || end > output.length) {
                throw new AssertionError("outside of its bounds");
            }
        } catch (IOException expected) {
            // what damaged data is meant to give
        }
    }
}
