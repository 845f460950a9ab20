package io.flowtrack.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/parquet.md says to ask DuckDB. */
class DocumentedQueriesTest {
    private static final Pattern STATEMENT = Pattern.compile("```sql\n(.*?);\n```", Pattern.DOTALL);

    @TempDir
    Path folder = Path.of("");

    @Test
    void theyAreAnswered() throws IOException, SQLException {
        Path file = folder.resolve("flows.parquet");
        RandomRecords records = RandomRecords.withoutExtremes(5);
        try (ParquetRecordWriter writer = ParquetRecordWriter.of(file)) {
            for (int i = 0; i < 100; i++) {
                writer.write(records.next());
            }
        }
        String page = Files.readString(Path.of("..", "docs", "parquet.md"));
        List<String> statements =
                STATEMENT.matcher(page).results().map(MatchResult::group).toList();
        assertThat(statements).hasSize(3);
        try (Duck duck = new Duck()) {
            for (String statement : statements) {
                String sql =
                        statement.replace("```sql", "").replace("```", "").replace("flows.parquet", file.toString());
                assertThat(duck.rows(sql)).as(sql).isNotEmpty();
            }
        }
    }
}
