package io.flowtrack.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table of Markdown: its first column to the left, all others to the right. */
final class MarkdownTable {
    private final StringBuilder text = new StringBuilder();

    MarkdownTable(List<String> titles) {
        row(titles);
        List<String> rule = new ArrayList<>(Collections.nCopies(titles.size(), "--:"));
        rule.set(0, "---");
        text.append('|').append(String.join("|", rule)).append("|\n");
    }

    void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    @Override
    public String toString() {
        return text + "\n";
    }
}
