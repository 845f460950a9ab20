package io.flowtrack.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where things lie in this repository, and beside it. */
final class Project {
    private Project() {}

    static Path root() {
        return ancestorWith("DECISIONS.md").orElseThrow(() -> new IllegalStateException("not within the repository"));
    }

    /** A recorded capture. */
    static Path capture(String name) {
        return root().resolve("testdata/captures").resolve(name + ".pcap");
    }

    /** Captures with results of other programs, which lie beside the repository where they are at hand. */
    static Optional<Path> truth() {
        return ancestorWith("shared/truth").map(folder -> folder.resolve("shared/truth"));
    }

    private static Optional<Path> ancestorWith(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve(name))) {
            folder = folder.getParent();
        }
        return Optional.ofNullable(folder);
    }
}
