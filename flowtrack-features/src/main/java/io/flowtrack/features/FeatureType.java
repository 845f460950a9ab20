package io.flowtrack.features;

/** What the values of a column are. */
public enum FeatureType {
    /** A whole number, a {@code long}. */
    INTEGER,
    /** A {@code double}, never NaN nor infinite. */
    REAL,
    /** Characters. */
    TEXT,
    /** As many whole numbers in every row, {@code int}s. */
    INTEGERS
}
