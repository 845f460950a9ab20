package io.flowtrack.cli;

import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.config.MapBasedFunctionDictionary;
import com.ezylang.evalex.config.MapBasedOperatorDictionary;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.operators.arithmetic.InfixDivisionOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMinusOperator;
import com.ezylang.evalex.operators.arithmetic.InfixMultiplicationOperator;
import com.ezylang.evalex.operators.arithmetic.InfixPlusOperator;
import com.ezylang.evalex.operators.arithmetic.PrefixMinusOperator;
import com.ezylang.evalex.operators.booleans.InfixAndOperator;
import com.ezylang.evalex.operators.booleans.InfixEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixGreaterOperator;
import com.ezylang.evalex.operators.booleans.InfixLessEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixLessOperator;
import com.ezylang.evalex.operators.booleans.InfixNotEqualsOperator;
import com.ezylang.evalex.operators.booleans.InfixOrOperator;
import com.ezylang.evalex.operators.booleans.PrefixNotOperator;
import com.ezylang.evalex.parser.ASTNode;
import com.ezylang.evalex.parser.ParseException;
import java.util.Map;

/** The grammar of expressions: EvalEx's, with the operators that have a meaning for records, and no functions. */
final class WhereSyntax {
    private static final Map<String, OperatorIfc> OPERATORS = Map.ofEntries(
            Map.entry("&&", new InfixAndOperator()),
            Map.entry("||", new InfixOrOperator()),
            Map.entry("!", new PrefixNotOperator()),
            Map.entry("==", new InfixEqualsOperator()),
            Map.entry("!=", new InfixNotEqualsOperator()),
            Map.entry("<", new InfixLessOperator()),
            Map.entry("<=", new InfixLessEqualsOperator()),
            Map.entry(">", new InfixGreaterOperator()),
            Map.entry(">=", new InfixGreaterEqualsOperator()),
            Map.entry("in", new WhereOperator()),
            Map.entry("contains", new WhereOperator()),
            Map.entry("+", new InfixPlusOperator()),
            Map.entry("*", new InfixMultiplicationOperator()),
            Map.entry("/", new InfixDivisionOperator()));

    private WhereSyntax() {}

    /** The expression as a tree. */
    static ASTNode parse(String expression) throws ParseException {
        MapBasedOperatorDictionary operators = new MapBasedOperatorDictionary();
        OPERATORS.forEach(operators::addOperator);
        operators.addOperator("-", new InfixMinusOperator());
        operators.addOperator("-", new PrefixMinusOperator());
        ExpressionConfiguration configuration = ExpressionConfiguration.builder()
                .operatorDictionary(operators)
                .functionDictionary(new MapBasedFunctionDictionary())
                .arraysAllowed(false)
                .implicitMultiplicationAllowed(false)
                .singleQuoteStringLiteralsAllowed(true)
                .build();
        return new Expression(expression, configuration).getAbstractSyntaxTree();
    }
}
