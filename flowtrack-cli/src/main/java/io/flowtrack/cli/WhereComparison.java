package io.flowtrack.cli;

import com.ezylang.evalex.parser.Token;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.IpNetwork;
import io.flowtrack.export.FlowColumn;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the operators between two values mean. A comparison with what a record does not have is false; {@code !=} is the
 * opposite of {@code ==}, and so true then.
 */
final class WhereComparison {
    private final Token token;
    private final String operator;

    private WhereComparison(Token token) {
        this.token = token;
        this.operator = token.getValue();
    }

    /**
     * Compares two terms.
     *
     * @throws WhereTrouble if that cannot be done with them
     */
    static Predicate<FlowRecord<?>> of(Token token, WhereTerm left, WhereTerm right) {
        return new WhereComparison(token).compare(left, right);
    }

    private Predicate<FlowRecord<?>> compare(WhereTerm left, WhereTerm right) {
        if (operator.equals("!=")) {
            return new WhereComparison(new Token(token.getStartPosition(), "==", token.getType()))
                    .compare(left, right)
                    .negate();
        }
        if (left instanceof WhereTerms.AnyOf any) {
            return any.terms().stream()
                    .map(term -> compare(term, right))
                    .reduce(Predicate::or)
                    .orElseThrow();
        }
        if (right instanceof WhereTerms.AnyOf && isEquality()) {
            return compare(right, left);
        }
        if (left instanceof WhereTerms.Nothing || right instanceof WhereTerms.Nothing) {
            return isMissing(left instanceof WhereTerms.Nothing ? right : left);
        }
        return switch (operator) {
            case "in" -> isIn(left, right);
            case "contains" -> contains(left, right);
            default -> compareValues(left, right);
        };
    }

    private boolean isEquality() {
        return operator.equals("==");
    }

    private WhereTrouble trouble(WhereTerm left, WhereTerm right) {
        return new WhereTrouble(token, "'" + operator + "' cannot be between " + left.kind() + " and " + right.kind());
    }

    private Predicate<FlowRecord<?>> isMissing(WhereTerm term) {
        if (isEquality() && term instanceof WhereTerms.Figure number) {
            return flow -> Double.isNaN(number.value().applyAsDouble(flow));
        }
        if (isEquality() && term instanceof WhereTerms.Text text) {
            return flow -> text.text().apply(flow) == null;
        }
        throw trouble(term, new WhereTerms.Nothing());
    }

    private Predicate<FlowRecord<?>> compareValues(WhereTerm left, WhereTerm right) {
        if (left instanceof WhereTerms.Literal && !(right instanceof WhereTerms.Literal)) {
            return mirrored().compareValues(right, left);
        }
        if (left instanceof WhereTerms.Figure a && right instanceof WhereTerms.Figure b) {
            return a.whole() != null && b.whole() != null
                    ? wholes(a.whole(), b.whole())
                    : numbers(a.value(), b.value());
        }
        if (left instanceof WhereTerms.Time a) {
            return wholes(a.nanos(), time(a, right));
        }
        if (isEquality() && left instanceof WhereTerms.Text text && right instanceof WhereTerms.Literal literal) {
            String word = word(text, literal.text());
            return flow -> word.equals(text.text().apply(flow));
        }
        if (isEquality() && left instanceof WhereTerms.Text a && right instanceof WhereTerms.Text b) {
            return texts(a.text(), b.text());
        }
        if (isEquality() && left instanceof WhereTerms.Address address && right instanceof WhereTerms.Literal literal) {
            return isAddress(address, literal.text());
        }
        if (isEquality() && left instanceof WhereTerms.Address a && right instanceof WhereTerms.Address b) {
            return texts(a.text(), b.text());
        }
        throw trouble(left, right);
    }

    /** The same with its sides exchanged. */
    private WhereComparison mirrored() {
        String mirror = switch (operator) {
            case "<" -> ">";
            case ">" -> "<";
            case "<=" -> ">=";
            case ">=" -> "<=";
            default -> operator;
        };
        return new WhereComparison(new Token(token.getStartPosition(), mirror, token.getType()));
    }

    private static Predicate<FlowRecord<?>> texts(
            Function<FlowRecord<?>, @Nullable String> one, Function<FlowRecord<?>, @Nullable String> other) {
        return flow -> {
            String text = one.apply(flow);
            return text != null && text.equals(other.apply(flow));
        };
    }

    private Predicate<FlowRecord<?>> numbers(ToDoubleFunction<FlowRecord<?>> a, ToDoubleFunction<FlowRecord<?>> b) {
        return switch (operator) {
            case "<" -> flow -> a.applyAsDouble(flow) < b.applyAsDouble(flow);
            case "<=" -> flow -> a.applyAsDouble(flow) <= b.applyAsDouble(flow);
            case ">" -> flow -> a.applyAsDouble(flow) > b.applyAsDouble(flow);
            case ">=" -> flow -> a.applyAsDouble(flow) >= b.applyAsDouble(flow);
            default -> flow -> a.applyAsDouble(flow) == b.applyAsDouble(flow);
        };
    }

    private interface WholeTest {
        boolean test(long one, long other);
    }

    private Predicate<FlowRecord<?>> wholes(ToLongFunction<FlowRecord<?>> a, ToLongFunction<FlowRecord<?>> b) {
        WholeTest test = switch (operator) {
            case "<" -> (one, other) -> one < other;
            case "<=" -> (one, other) -> one <= other;
            case ">" -> (one, other) -> one > other;
            case ">=" -> (one, other) -> one >= other;
            default -> (one, other) -> one == other;
        };
        return flow -> {
            long one = a.applyAsLong(flow);
            long other = b.applyAsLong(flow);
            return one != FlowColumn.NO_VALUE && other != FlowColumn.NO_VALUE && test.test(one, other);
        };
    }

    private ToLongFunction<FlowRecord<?>> time(WhereTerm left, WhereTerm term) {
        if (term instanceof WhereTerms.Time time) {
            return time.nanos();
        }
        if (term instanceof WhereTerms.Literal literal) {
            try {
                Instant instant = Instant.parse(literal.text());
                long nanos = Math.addExact(
                        Math.multiplyExact(instant.getEpochSecond(), TimeUnit.SECONDS.toNanos(1)), instant.getNano());
                return flow -> nanos;
            } catch (DateTimeParseException | ArithmeticException e) {
                throw new WhereTrouble(token, "'" + literal.text() + "' is no time such as 2026-11-21T09:32:57.5Z");
            }
        }
        throw trouble(left, term);
    }

    /** That text, if it can come. */
    private String word(WhereTerms.Text text, String word) {
        if (!text.words().isEmpty() && !text.words().contains(word)) {
            throw new WhereTrouble(
                    token,
                    "'" + word + "' never comes here" + NearestNames.hint(word, text.words()) + " (there are "
                            + String.join(", ", text.words()) + ")");
        }
        return word;
    }

    private Predicate<FlowRecord<?>> isAddress(WhereTerms.Address term, String text) {
        if (text.matches("[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}")) {
            return flow ->
                    text.equalsIgnoreCase(Objects.requireNonNullElse(term.text().apply(flow), ""));
        }
        try {
            IpNetwork network = IpNetwork.parse(text);
            return flow -> {
                IpAddress address = term.address().apply(flow);
                return address != null && network.contains(address);
            };
        } catch (IllegalArgumentException e) {
            throw new WhereTrouble(token, "'" + text + "' is no address and no network such as 10.0.0.0/8");
        }
    }

    private Predicate<FlowRecord<?>> contains(WhereTerm left, WhereTerm right) {
        if (left instanceof WhereTerms.Text text && right instanceof WhereTerms.Literal literal) {
            return flow -> {
                String value = text.text().apply(flow);
                return value != null && value.contains(literal.text());
            };
        }
        throw trouble(left, right);
    }

    private Predicate<FlowRecord<?>> isIn(WhereTerm left, WhereTerm right) {
        if (!(right instanceof WhereTerms.Literal literal)) {
            throw trouble(left, right);
        }
        List<String> items =
                Arrays.stream(literal.text().split(",", -1)).map(String::strip).toList();
        return items.stream()
                .map(item -> isItem(left, item))
                .reduce(Predicate::or)
                .orElseThrow();
    }

    private Predicate<FlowRecord<?>> isItem(WhereTerm left, String item) {
        if (left instanceof WhereTerms.Address address) {
            return isAddress(address, item);
        }
        if (left instanceof WhereTerms.Text text) {
            String word = word(text, item);
            return flow -> word.equals(text.text().apply(flow));
        }
        if (left instanceof WhereTerms.Figure number && item.matches("[0-9]{1,18}(-[0-9]{1,18})?")) {
            String[] ends = item.split("-", -1);
            long low = Long.parseLong(ends[0]);
            long high = Long.parseLong(ends[ends.length - 1]);
            return flow -> {
                double value = number.value().applyAsDouble(flow);
                return value >= low && value <= high;
            };
        }
        throw left instanceof WhereTerms.Figure
                ? new WhereTrouble(token, "'" + item + "' is no whole number and no range such as 8000-8010")
                : trouble(left, new WhereTerms.Literal(item));
    }
}
