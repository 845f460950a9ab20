package io.flowtrack.pcap;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * The bytes of a capture in order, each run of them contiguous in a buffer when it is asked for. A format is read by
 * {@link #require}, a look at {@link #bytes} from {@link #position} on, and {@link #skip}. Belongs to one thread.
 */
sealed interface ByteSource extends Closeable permits BufferedSource, MappedSource {
    /**
     * Makes the next bytes contiguous, without stepping over them. What {@link #bytes} and {@link #position} said before
     * no longer holds, and a streamed buffer may be overwritten.
     *
     * @param length bytes wanted, from 0
     * @return bytes there: {@code length}, or fewer where the input ends
     */
    int require(int length) throws IOException;

    /** Whether that many bytes can be required without reading or moving any. */
    boolean holds(long length);

    /** The buffer that holds what {@link #require} asked for: big-endian, the source's own, not to be changed. */
    ByteBuffer bytes();

    /** Index of the next byte in {@link #bytes}. */
    int position();

    /** Steps over bytes that {@link #require} found to be there; they stay where they are until it is called again. */
    void skip(int length);

    /** Bytes stepped over since the start. */
    long offset();

    /** Whether bytes stay where they are as long as somebody holds their buffer. */
    boolean bytesStay();

    /** Bytes of the whole input, where that is known. */
    OptionalLong size();
}
