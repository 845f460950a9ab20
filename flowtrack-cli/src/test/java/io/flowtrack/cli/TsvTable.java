package io.flowtrack.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of tab-separated values with a row of names on top. */
final class TsvTable {
    private final List<String> names;
    private final List<String[]> rows;

    private TsvTable(List<String> names, List<String[]> rows) {
        this.names = names;
        this.rows = rows;
    }

    static TsvTable read(Path file) throws IOException {
        List<String[]> lines = Files.readAllLines(file).stream()
                .map(line -> line.split("\t", -1))
                .toList();
        return new TsvTable(List.of(lines.get(0)), lines.subList(1, lines.size()));
    }

    List<Row> rows() {
        return rows.stream().map(values -> new Row(names, values)).toList();
    }

    /** One row. */
    static final class Row {
        private final List<String> names;
        private final String[] values;

        private Row(List<String> names, String[] values) {
            this.names = names;
            this.values = values;
        }

        String text(String name) {
            return values[names.indexOf(name)];
        }

        long number(String name) {
            return Long.parseLong(text(name));
        }
    }
}
