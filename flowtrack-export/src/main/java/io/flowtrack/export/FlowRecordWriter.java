package io.flowtrack.export;

import io.flowtrack.api.FlowRecord;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;

/**
 * Writes records of flows in one format. Those here hold back what they wrote until there is some, and then pass it on in
 * whole lines: a reader, or a copy of the file, never sees half a record that is not followed by the rest.
 */
public interface FlowRecordWriter extends Closeable, Flushable {
    /**
     * Writes a record.
     *
     * @throws IllegalArgumentException if the format cannot say what this record says; nothing is written then
     * @throws IOException if it cannot be written
     */
    void write(FlowRecord<?> record) throws IOException;

    /**
     * Passes on all that was held back: somebody waits for it.
     *
     * @throws IOException if it cannot be written
     */
    @Override
    void flush() throws IOException;

    /**
     * Writes what belongs behind the last record, passes it on, and closes what is written to.
     *
     * @throws IOException if it cannot be written
     */
    @Override
    void close() throws IOException;
}
