package io.flowtrack.cli;

import io.flowtrack.features.FlowFeatures;
import org.jspecify.annotations.Nullable;

/** A flow's number in order of beginning, from 1, and its statistics where they are asked for. */
record FlowNumber(long flowNumber, @Nullable FlowFeatures features) implements RecordState {}
