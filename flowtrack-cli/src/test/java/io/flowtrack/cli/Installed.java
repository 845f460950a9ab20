package io.flowtrack.cli;

import io.flowtrack.pcap.BpfFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What this machine has and lets us do. */
final class Installed {
    private Installed() {}

    static boolean libpcap() {
        try {
            BpfFilter.compile("").close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Programs of that list that cannot be found. */
    static List<String> missing(String... programs) {
        String path = System.getenv("PATH") + ":/usr/sbin:/sbin";
        return Arrays.stream(programs)
                .filter(program -> Arrays.stream(path.split(":"))
                        .noneMatch(folder -> Files.isExecutable(Path.of(folder, program))))
                .toList();
    }
}
