package io.flowtrack.cli;

/** A part of an expression, ready to be asked about records; what kind it is decides what can be done with it. */
sealed interface WhereTerm
        permits WhereTerms.Truth,
                WhereTerms.Figure,
                WhereTerms.Time,
                WhereTerms.Text,
                WhereTerms.Address,
                WhereTerms.Literal,
                WhereTerms.Nothing,
                WhereTerms.AnyOf {
    /** What it is called in a complaint. */
    String kind();
}
