package io.flowtrack.export.ipfix;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Where messages go. */
interface MessageSink extends Closeable {
    /** Takes a whole message. */
    void send(ByteBuffer message) throws IOException;

    /** Passes on what has been taken. */
    void flush() throws IOException;
}
