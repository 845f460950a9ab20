package io.flowtrack.cli;

import com.ezylang.evalex.parser.Token;

/** An expression that can be parsed, but has no meaning. */
final class WhereTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Trouble at that place. */
    WhereTrouble(Token token, String message) {
        super(message + " at character " + token.getStartPosition());
    }
}
