package io.flowtrack.cli;

import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import com.ezylang.evalex.parser.Token;
import io.flowtrack.api.FlowRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Makes a condition of an expression's text; all that can be wrong with it is found here, before there is a record. */
final class WhereCompiler {
    private static final int MOST_LETTERS = 10_000;
    private static final int HEXADECIMAL = 16;

    private WhereCompiler() {}

    /**
     * The condition that an expression is.
     *
     * @throws BadUsage if it is none
     */
    static Predicate<FlowRecord<?>> compile(String expression) {
        if (expression.length() > MOST_LETTERS) {
            throw new BadUsage("--where: the expression has more than " + MOST_LETTERS + " letters");
        }
        try {
            ASTNode tree = WhereSyntax.parse(expression);
            return truth(term(tree), tree.getToken());
        } catch (ParseException e) {
            throw new BadUsage("--where: " + e.getMessage() + " at character " + e.getStartPosition());
        } catch (WhereTrouble e) {
            throw new BadUsage("--where: " + e.getMessage());
        }
    }

    private static WhereTerm term(ASTNode node) {
        Token token = node.getToken();
        return switch (token.getType()) {
            case STRING_LITERAL -> new WhereTerms.Literal(token.getValue());
            case NUMBER_LITERAL -> number(token.getValue());
            case VARIABLE_OR_CONSTANT -> named(token.getValue(), token);
            case STRUCTURE_SEPARATOR -> named(name(node), first(node));
            case PREFIX_OPERATOR -> prefix(token, term(node.getParameters().get(0)));
            case INFIX_OPERATOR -> infix(node);
            default -> throw new WhereTrouble(token, "'" + token.getValue() + "' has no meaning here");
        };
    }

    /** A name with dots comes as a tree of its parts. */
    private static String name(ASTNode node) {
        if (node.getToken().getType() != Token.TokenType.STRUCTURE_SEPARATOR) {
            return node.getToken().getValue();
        }
        List<ASTNode> parts = node.getParameters();
        return name(parts.get(0)) + "." + name(parts.get(1));
    }

    private static Token first(ASTNode node) {
        return node.getToken().getType() == Token.TokenType.STRUCTURE_SEPARATOR
                ? first(node.getParameters().get(0))
                : node.getToken();
    }

    private static WhereTerm named(String name, Token token) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        return WhereNames.find(lowerCase)
                .orElseThrow(() -> new WhereTrouble(
                        token,
                        "no field is called '" + name + "'" + WhereNames.hint(lowerCase)
                                + (lowerCase.indexOf('.') < 0 ? " (texts stand in quotes)" : "")));
    }

    private static WhereTerm number(String digits) {
        BigDecimal number = digits.toLowerCase(Locale.ROOT).startsWith("0x")
                ? new BigDecimal(new BigInteger(digits.substring(2), HEXADECIMAL))
                : new BigDecimal(digits);
        double value = number.doubleValue();
        try {
            long whole = number.longValueExact();
            return WhereTerms.Figure.whole(flow -> whole);
        } catch (ArithmeticException e) {
            return WhereTerms.Figure.of(flow -> value);
        }
    }

    private static WhereTerm prefix(Token token, WhereTerm operand) {
        if (token.getValue().equals("!")) {
            return new WhereTerms.Truth(truth(operand, token).negate());
        }
        WhereTerms.Figure number = number(operand, token);
        return WhereTerms.Figure.of(flow -> -number.value().applyAsDouble(flow));
    }

    private static WhereTerm infix(ASTNode node) {
        Token token = node.getToken();
        WhereTerm left = term(node.getParameters().get(0));
        WhereTerm right = term(node.getParameters().get(1));
        return switch (token.getValue()) {
            case "&&" -> new WhereTerms.Truth(truth(left, token).and(truth(right, token)));
            case "||" -> new WhereTerms.Truth(truth(left, token).or(truth(right, token)));
            case "+", "-", "*", "/" -> calculation(token, number(left, token), number(right, token));
            default -> new WhereTerms.Truth(WhereComparison.of(token, left, right));
        };
    }

    private static WhereTerm calculation(Token token, WhereTerms.Figure left, WhereTerms.Figure right) {
        var a = left.value();
        var b = right.value();
        return switch (token.getValue()) {
            case "+" -> WhereTerms.Figure.of(flow -> a.applyAsDouble(flow) + b.applyAsDouble(flow));
            case "-" -> WhereTerms.Figure.of(flow -> a.applyAsDouble(flow) - b.applyAsDouble(flow));
            case "*" -> WhereTerms.Figure.of(flow -> a.applyAsDouble(flow) * b.applyAsDouble(flow));
            default -> WhereTerms.Figure.of(flow -> a.applyAsDouble(flow) / b.applyAsDouble(flow));
        };
    }

    private static WhereTerms.Figure number(WhereTerm term, Token token) {
        if (term instanceof WhereTerms.Figure number) {
            return number;
        }
        throw new WhereTrouble(token, "'" + token.getValue() + "' is for numbers, not for " + term.kind());
    }

    /** A flag is a condition, too. */
    private static Predicate<FlowRecord<?>> truth(WhereTerm term, Token token) {
        if (term instanceof WhereTerms.Truth truth) {
            return truth.test();
        }
        if (term instanceof WhereTerms.Figure number && number.isFlag()) {
            return flow -> number.value().applyAsDouble(flow) == 1;
        }
        throw new WhereTrouble(token, "a condition is needed here, not " + term.kind());
    }
}
