package io.flowtrack.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that one Java measured.
 *
 * @param java what Java it was, with its virtual machine
 * @param options of the virtual machine
 * @param surroundings lines about machine, commit and time that {@code run.sh} wrote beside the results
 * @param measurements in the order in which they were made
 */
record Run(String java, String options, List<String> surroundings, List<Measurement> measurements) {
    private static final String SURROUNDINGS = "surroundings.txt";

    /**
     * Reads a folder: all files of JMH's results, whose names end in {@code .json}, and {@code surroundings.txt} if there is
     * one.
     *
     * @throws IOException if something cannot be read or is not JMH's, or there are no results
     */
    static Run read(Path folder) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (Path file : resultFiles(folder)) {
            new ObjectMapper().readTree(file.toFile()).forEach(all::add);
        }
        if (all.isEmpty() || all.get(0).path("benchmark").isMissingNode()) {
            throw new IOException(folder + " has no results of JMH");
        }
        JsonNode first = all.get(0);
        Path text = folder.resolve(SURROUNDINGS);
        return new Run(
                first.path("jdkVersion").asText() + ", " + first.path("vmName").asText(),
                options(first),
                Files.exists(text) ? Files.readAllLines(text) : List.of(),
                all.stream().map(Measurement::of).toList());
    }

    private static List<Path> resultFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static String options(JsonNode node) {
        List<String> options = new ArrayList<>();
        node.path("jvmArgs").forEach(option -> options.add(option.asText()));
        return String.join(" ", options);
    }

    /** Those of one benchmark class. */
    List<Measurement> of(String benchmark) {
        return measurements.stream().filter(m -> m.is(benchmark)).toList();
    }
}
