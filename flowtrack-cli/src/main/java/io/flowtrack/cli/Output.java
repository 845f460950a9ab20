package io.flowtrack.cli;

import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where results go: UTF-8 text, written in large pieces. */
final class Output implements AutoCloseable {
    private static final int BUFFER_LENGTH = 1 << 16;

    private final String name;
    private final boolean closes;
    private final OutputStream stream;
    private final Writer writer;
    private Runnable held = () -> {};

    private Output(String name, OutputStream stream, boolean closes) {
        this.name = name;
        this.closes = closes;
        this.stream = stream;
        this.writer = new BufferedWriter(
                new OutputStreamWriter(new BufferedOutputStream(stream, BUFFER_LENGTH), StandardCharsets.UTF_8));
    }

    /** Standard output, which stays open. */
    static Output standard(Surroundings surroundings) {
        return new Output("standard output", surroundings.out(), /* closes= */ false);
    }

    /**
     * A file, made anew.
     *
     * @throws OutputFailure if it cannot be opened
     */
    static Output file(String name) {
        try {
            return new Output(name, Files.newOutputStream(Path.of(name)), /* closes= */ true);
        } catch (IOException e) {
            throw new OutputFailure(name, e);
        } catch (InvalidPathException e) {
            throw new OutputFailure(name, new IOException(e.getReason(), e));
        }
    }

    /** Takes the text; throws a bare {@link IOException} when it cannot be written, see {@link #failed}. */
    Writer writer() {
        return writer;
    }

    /** What to throw after {@link #writer} threw that. */
    OutputFailure failed(IOException cause) {
        return new OutputFailure(name, cause);
    }

    /** Writes text that is in UTF-8 already, behind all that the writer took. */
    void write(ByteArrayOutputStream text) {
        try {
            writer.flush();
            text.writeTo(stream);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Says who holds something back that is to be written before a flush. */
    void beforeFlush(Runnable newHeld) {
        held = newHeld;
    }

    /**
     * Writes what is still buffered.
     *
     * @throws OutputFailure if that fails
     */
    void flush() {
        held.run();
        try {
            writer.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Writes what is still buffered, and closes a file.
     *
     * @throws OutputFailure if that fails
     */
    @Override
    public void close() {
        flush();
        try {
            if (closes) {
                writer.close();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
