package io.flowtrack.cli;

import io.flowtrack.api.ConnState;
import io.flowtrack.api.EndReason;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.Side;
import io.flowtrack.api.Transport;
import io.flowtrack.export.FlowColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What names stand for in an expression. */
final class WhereNames {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Fields that only hold words that are known. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "proto", lowerCase(Transport.values()),
            "state", lowerCase(FlowState.values()),
            "end_reason", lowerCase(EndReason.values()),
            "initiator_orientation", lowerCase(Orientation.values()),
            "conn_state", Arrays.stream(ConnState.values()).map(Enum::name).toList());

    private WhereNames() {}

    private static List<String> lowerCase(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** The term of that name; empty if it stands for nothing. */
    static Optional<WhereTerm> find(String name) {
        return switch (name) {
            case "true" -> Optional.of(new WhereTerms.Truth(flow -> true));
            case "false" -> Optional.of(new WhereTerms.Truth(flow -> false));
            case "null" -> Optional.of(new WhereTerms.Nothing());
            case "duration" ->
                Optional.of(WhereTerms.Figure.of(flow -> (flow.lastNanos() - flow.firstNanos()) / NANOS_PER_SECOND));
            case "port" -> anyOf("sport", "dport");
            case "host" -> anyOf("src", "dst");
            default -> FieldNames.find(name).map(WhereNames::term);
        };
    }

    /** Names that may have been meant. */
    static String hint(String name) {
        return FieldNames.hint(name, "duration", "port", "host");
    }

    private static Optional<WhereTerm> anyOf(String one, String other) {
        return Optional.of(new WhereTerms.AnyOf(
                List.of(find(one).orElseThrow(), find(other).orElseThrow())));
    }

    private static WhereTerm term(FlowColumn column) {
        Side side = AddressField.side(column);
        if (side != null) {
            return new WhereTerms.Address(flow -> AddressField.address(flow, side), column::text);
        }
        return switch (column.type()) {
            case INT, LONG -> WhereTerms.Figure.whole(column::number);
            case BOOL -> flag(column);
            case TIMESTAMP -> new WhereTerms.Time(column::number);
            case TEXT -> new WhereTerms.Text(column::text, WORDS.getOrDefault(column.name(), List.of()));
        };
    }

    private static WhereTerm flag(FlowColumn column) {
        WhereTerms.Figure number = WhereTerms.Figure.whole(column::number);
        return new WhereTerms.Figure(number.value(), number.whole(), /* isFlag= */ true);
    }
}
