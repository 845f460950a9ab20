package io.flowtrack.pcap;

import java.io.IOException;

/** What to do at the end of a capture that is still being written: see {@link CaptureFile#follow}. */
@FunctionalInterface
public interface GrowthWaiter {
    /**
     * Waits until it is worth looking for more, as long as it likes. Called by the thread that reads, every time it finds
     * nothing more to read.
     *
     * @return false if the capture is to end here
     * @throws IOException to be passed on to whoever reads
     */
    boolean awaitGrowth() throws IOException;
}
