package io.flowtrack.cli;

import io.flowtrack.api.CommunityId;
import io.flowtrack.export.ExtraColumns;
import io.flowtrack.export.FlowRecordWriter;
import io.flowtrack.export.RecordFileFormat;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FilterOutputStream;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where results go: UTF-8 text, which its writers pass on in large pieces. */
final class Output implements AutoCloseable {
    private final boolean closes;
    private final String baseName;
    private final Consumer<String> nameCheck;
    private String name;
    private OutputStream stream;
    private Flushable held = () -> {};

    private Output(String name, OutputStream stream, boolean closes) {
        this(name, stream, closes, any -> {});
    }

    private Output(String name, OutputStream stream, boolean closes, Consumer<String> nameCheck) {
        this.baseName = name;
        this.name = name;
        this.closes = closes;
        this.stream = stream;
        this.nameCheck = nameCheck;
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
        return new Output(name, newFile(name), /* closes= */ true);
    }

    /**
     * Files one after another, named after one.
     *
     * @param nameCheck throws if there must be no file of a name
     */
    static Output rotated(String baseName, Consumer<String> nameCheck) {
        return new Output(baseName, OutputStream.nullOutputStream(), /* closes= */ true, nameCheck);
    }

    /**
     * Goes on in another file, made anew: that text stands before the name's extension. Whoever wrote to the one before has
     * passed all on.
     *
     * @throws OutputFailure if it cannot be opened
     */
    void openNext(String infix) {
        String fileName = baseName.substring(baseName.lastIndexOf(File.separatorChar) + 1);
        int dot = fileName.lastIndexOf('.');
        int at = baseName.length() - fileName.length() + (dot <= 0 ? fileName.length() : dot);
        String nextName = baseName.substring(0, at) + infix + baseName.substring(at);
        nameCheck.accept(nextName);
        endFile();
        name = nextName;
        stream = newFile(nextName);
    }

    /**
     * Closes the file, so that others can take it away; there is none until the next one.
     *
     * @throws OutputFailure if that fails
     */
    void endFile() {
        try {
            stream.close();
        } catch (IOException e) {
            throw failed(e);
        }
        stream = OutputStream.nullOutputStream();
    }

    private static OutputStream newFile(String name) {
        try {
            return Files.newOutputStream(Path.of(name));
        } catch (IOException e) {
            throw new OutputFailure(name, e);
        } catch (InvalidPathException e) {
            throw new OutputFailure(name, new IOException(e.getReason(), e));
        }
    }

    /** Another end, which a writer of records reaches by itself. */
    static Output elsewhere(String name) {
        return new Output(name, OutputStream.nullOutputStream(), /* closes= */ true);
    }

    /**
     * A writer of a file of this name, in a format that needs one.
     *
     * @param extra columns behind all others; null for none
     * @throws OutputFailure if it cannot be written
     * @throws BadUsage if there is no such format
     */
    FlowRecordWriter fileWriter(String format, CommunityId communityIds, @Nullable ExtraColumns extra) {
        for (RecordFileFormat known : ServiceLoader.load(RecordFileFormat.class)) {
            if (known.name().equals(format)) {
                try {
                    return known.open(Path.of(name), communityIds, extra);
                } catch (IOException e) {
                    throw failed(e);
                } catch (InvalidPathException e) {
                    throw failed(new IOException(e.getReason(), e));
                }
            }
        }
        throw new BadUsage("what writes the " + format + " format is missing: flowtrack-" + format
                + ".jar belongs beside flowtrack.jar");
    }

    /** Takes the text, and stays open when it is closed; throws a bare {@link IOException}, see {@link #failed}. */
    OutputStream stream() {
        return new KeptOpen(stream);
    }

    /** What to throw after {@link #stream} threw that. */
    OutputFailure failed(IOException cause) {
        return new OutputFailure(name, cause);
    }

    /** Writes text that is in UTF-8 already. */
    void write(ByteArrayOutputStream text) {
        try {
            text.writeTo(stream);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Writes lines behind what all others have written and flushed. */
    void writeLines(String lines) {
        try {
            stream.write((lines + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Says who holds something back that is to be written when this is flushed. */
    void beforeFlush(Flushable newHeld) {
        held = newHeld;
    }

    /**
     * Writes what is still held back.
     *
     * @throws OutputFailure if that fails
     */
    void flush() {
        try {
            held.flush();
            stream.flush();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Writes what is still held back, and closes a file.
     *
     * @throws OutputFailure if that fails
     */
    @Override
    public void close() {
        flush();
        try {
            if (closes) {
                stream.close();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
