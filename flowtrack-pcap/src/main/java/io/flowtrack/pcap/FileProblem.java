package io.flowtrack.pcap;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Words for the errors of a file that Java reports with the bare path. */
final class FileProblem {
    private FileProblem() {}

    /** The same kind of error with a message that says what is wrong; an error that says so already is left as it is. */
    static IOException explained(Path path, IOException error) {
        IOException explained;
        if (error instanceof NoSuchFileException) {
            explained = new NoSuchFileException(path.toString(), null, "no such file or directory");
        } else if (error instanceof AccessDeniedException) {
            explained = new AccessDeniedException(path.toString(), null, "permission denied");
        } else {
            return error;
        }
        explained.initCause(error);
        return explained;
    }
}
