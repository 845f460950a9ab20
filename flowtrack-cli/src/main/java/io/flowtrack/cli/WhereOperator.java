package io.flowtrack.cli;

import com.ezylang.evalex.Expression;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.operators.AbstractOperator;
import com.ezylang.evalex.operators.InfixOperator;
import com.ezylang.evalex.operators.OperatorIfc;
import com.ezylang.evalex.parser.Token;

/** An operator that is a word, such as {@code in}. It is parsed here, and compiled by {@link WhereCompiler}. */
@InfixOperator(precedence = OperatorIfc.OPERATOR_PRECEDENCE_COMPARISON)
final class WhereOperator extends AbstractOperator {
    @Override
    public EvaluationValue evaluate(Expression expression, Token operatorToken, EvaluationValue... operands) {
        throw new UnsupportedOperationException("an expression is compiled, not evaluated");
    }
}
