package io.flowtrack.pcap;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.flowtrack.api.PacketView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Captures of other projects with what other programs made of them. They lie beside the repository, where present. */
final class Truth {
    private Truth() {}

    /** The folder of that name; skips the calling test if there is none. */
    static Path folder(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("shared/truth"))) {
            folder = folder.getParent();
        }
        assumeTrue(folder != null, "no folder shared/truth beside or above the repository");
        Path truth = Optional.ofNullable(folder)
                .orElseThrow()
                .resolve("shared/truth")
                .resolve(name);
        assumeTrue(Files.isDirectory(truth), "no folder shared/truth/" + name);
        return truth;
    }

    /** The rows of a table with a heading line, by column name. */
    static List<Map<String, String>> rows(Path table) throws IOException {
        List<String> lines = Files.readAllLines(table);
        String[] columns = lines.get(0).split("\t", -1);
        return lines.stream().skip(1).map(line -> row(columns, line)).toList();
    }

    private static Map<String, String> row(String[] columns, String line) {
        String[] cells = line.split("\t", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < cells.length; i++) {
            row.put(columns[i], cells[i]);
        }
        return row;
    }

    /**
     * What a capture delivered.
     *
     * @param damage message, empty after a clean end
     */
    record Count(long packets, String damage) {}

    /** Counts the packets of a mapped file. */
    static Count countMapped(Path path) throws IOException {
        try (CaptureFile capture = CaptureFile.open(path)) {
            return count(capture);
        } catch (DamagedCaptureException damage) {
            return new Count(0, String.valueOf(damage.getMessage()));
        }
    }

    /** Counts the packets of the same file as a stream. */
    static Count countStreamed(Path path) throws IOException {
        try (InputStream stream = Files.newInputStream(path);
                CaptureFile capture = CaptureFile.open(stream, path.toString())) {
            return count(capture);
        } catch (DamagedCaptureException damage) {
            return new Count(0, String.valueOf(damage.getMessage()));
        }
    }

    private static Count count(CaptureFile capture) throws IOException {
        PacketView view = new PacketView();
        try {
            while (capture.next(view)) {
                for (int i = 0; i < view.capturedLength(); i++) {
                    view.u8(i);
                }
            }
            return new Count(capture.packetCount(), "");
        } catch (DamagedCaptureException damage) {
            return new Count(capture.packetCount(), String.valueOf(damage.getMessage()));
        }
    }
}
