package io.flowtrack.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Takes text as it comes and passes it on many lines at a time, never part of one. A flush of this stream does nothing. */
final class WholeLines extends OutputStream {
    /** Passed on when there are so many bytes. */
    private static final int USUAL_LENGTH = 1 << 16;

    private final OutputStream target;
    private final Buffer lines = new Buffer();
    private int completeLength;
    private @Nullable IOException failure;

    WholeLines(OutputStream target) {
        this.target = target;
    }

    @Override
    public void write(int octet) {
        lines.write(octet);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        lines.write(bytes, offset, length);
    }

    /** Says that a line is complete. */
    void endLine() throws IOException {
        completeLength = lines.size();
        if (lines.size() >= USUAL_LENGTH) {
            pass();
        }
    }

    /** Forgets what has come of a line that is not complete. */
    void dropLine() {
        lines.cutTo(completeLength);
    }

    private void pass() throws IOException {
        dropLine();
        if (failure != null) {
            drop();
            throw new IOException("nothing can be written behind what failed", failure);
        }
        if (lines.size() > 0) {
            try {
                lines.writeTo(target);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
            drop();
        }
    }

    private void drop() {
        completeLength = 0;
        dropLine();
    }

    /** Passes all complete lines on, through the target, too. */
    void passOn() throws IOException {
        pass();
        target.flush();
    }

    /** Passes all on and closes the target. */
    @Override
    public void close() throws IOException {
        try {
            passOn();
        } finally {
            target.close();
        }
    }

    private static final class Buffer extends ByteArrayOutputStream {
        Buffer() {
            super(USUAL_LENGTH + (USUAL_LENGTH >> 2));
        }

        void cutTo(int length) {
            count = length;
        }
    }
}
