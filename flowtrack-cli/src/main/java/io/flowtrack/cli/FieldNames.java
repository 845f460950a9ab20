package io.flowtrack.cli;

import io.flowtrack.export.FlowColumn;
import io.flowtrack.export.FlowColumns;
import io.flowtrack.export.ShortColumns;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fields of records by the names that command lines have for them: those of CSV ({@code initiator_address}), of JSON
 * ({@code initiator.address}), and short ones.
 */
final class FieldNames {
    private FieldNames() {}

    /** The field of that name; empty if there is none. */
    static Optional<FlowColumn> find(String name) {
        String column = name.replace('.', '_');
        return FlowColumns.named(column).or(() -> ShortColumns.named(column));
    }

    /**
     * The field of that name.
     *
     * @param option where it stands
     * @throws BadUsage if there is none
     */
    static FlowColumn get(String option, String name) {
        return find(name).orElseThrow(() -> new BadUsage(option + ": no field is called '" + name + "'" + hint(name)));
    }

    /** Which of these names, or of others that are known where it stands, may have been meant. */
    static String hint(String name, String... others) {
        Stream<String> names = Stream.concat(FlowColumns.all().stream(), ShortColumns.all().stream())
                .map(FlowColumn::name);
        return NearestNames.hint(
                name.replace('.', '_'), Stream.concat(names, Stream.of(others)).toList());
    }
}
