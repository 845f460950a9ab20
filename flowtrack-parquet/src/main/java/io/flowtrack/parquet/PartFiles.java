package io.flowtrack.parquet;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A file in the making, as complete files of one row group each beside it: {@code flows.parquet.part-00001} and so on. What is being
 * written has the name {@code flows.parquet.tmp}, and gets its own when all of it is on the disk. So whatever ends the process, every
 * file but that one can be read.
 */
final class PartFiles {
    /** What writes a whole file. */
    interface Content {
        void writeTo(Path target) throws IOException;
    }

    private final Path file;
    private final Path unfinished;
    private final List<Path> parts = new ArrayList<>();

    private PartFiles(Path file) {
        this.file = file;
        this.unfinished = beside(file, ".tmp");
    }

    /**
     * Parts of that file, which is removed if it is there.
     *
     * @throws FileSystemException if it is there and not a regular file, or parts of an earlier run are
     */
    static PartFiles of(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        if (Files.exists(target)) {
            target = target.toRealPath();
            if (!Files.isRegularFile(target)) {
                throw new FileSystemException(file.toString(), null, "not a regular file");
            }
        }
        PartFiles files = new PartFiles(target);
        files.refuseOlderParts();
        Files.write(files.unfinished, new byte[0]); // so that one that cannot be written is known at once
        Files.deleteIfExists(target);
        return files;
    }

    private void refuseOlderParts() throws IOException {
        String start = beside(file, ".part-").getFileName().toString();
        Path folder = Objects.requireNonNull(file.getParent());
        try (DirectoryStream<Path> older = Files.newDirectoryStream(
                folder, path -> path.getFileName().toString().startsWith(start))) {
            for (Path part : older) {
                throw new FileAlreadyExistsException(
                        part.toString(),
                        null,
                        part.getFileName() + " is there, of a run that did not finish: move it away or remove it");
            }
        }
    }

    private static Path beside(Path file, String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** Makes the next part. */
    void add(Content content) throws IOException {
        Path part = beside(file, String.format(Locale.ROOT, ".part-%05d", parts.size() + 1));
        publish(content, part);
        parts.add(part);
    }

    /**
     * Makes the file of its parts, and removes them.
     *
     * @param empty what the file is if there are none
     */
    void join(Content empty) throws IOException {
        if (parts.isEmpty()) {
            publish(empty, file);
        } else if (parts.size() == 1) {
            Files.move(parts.get(0), file, StandardCopyOption.ATOMIC_MOVE);
        } else {
            publish(target -> PartJoin.join(parts, target), file);
            for (Path part : parts) {
                Files.delete(part);
            }
        }
    }

    private void publish(Content content, Path name) throws IOException {
        try {
            content.writeTo(unfinished);
            try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                written.force(/* metaData= */ true);
            }
            Files.move(unfinished, name, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException e) {
            discard(e);
            throw e;
        }
    }

    private void discard(Exception cause) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }
}
