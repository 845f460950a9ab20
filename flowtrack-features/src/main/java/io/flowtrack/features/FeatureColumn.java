package io.flowtrack.features;

/**
 * One column of a {@link FeatureSet}.
 *
 * @param name as the tool that made it known writes it
 * @param type what its values are
 * @param unit of the values, such as {@code µs}; {@code -} where there is none
 * @param formula how a value follows from the flow's packets, in the letters that docs/features.md explains
 */
public record FeatureColumn(String name, FeatureType type, String unit, String formula) {}
