package io.flowtrack.features;

/** Takes the values of one flow, column after column, in the order of {@link FeatureSet#columns}. */
public interface FeatureSink {
    /** The value of a column of type {@link FeatureType#INTEGER}. */
    void integer(FeatureColumn column, long value);

    /** The value of a column of type {@link FeatureType#REAL}: finite. */
    void real(FeatureColumn column, double value);

    /** The value of a column of type {@link FeatureType#TEXT}. */
    void text(FeatureColumn column, String value);

    /** The value of a column of type {@link FeatureType#INTEGERS}; the array is the receiver's to keep. */
    void integers(FeatureColumn column, int[] values);
}
