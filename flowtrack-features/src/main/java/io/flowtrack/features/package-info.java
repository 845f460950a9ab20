/**
 * Statistics of flows for machine learning: a {@link io.flowtrack.features.FeatureSet} says which columns there are, a
 * {@link io.flowtrack.features.FeatureListener} feeds every packet to its flow's
 * {@link io.flowtrack.features.FlowFeatures}, which writes the row at the end.
 */
@NullMarked
package io.flowtrack.features;

import org.jspecify.annotations.NullMarked;
