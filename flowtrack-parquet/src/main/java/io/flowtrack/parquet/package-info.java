/**
 * Records of flows as Parquet files, the columns of {@link io.flowtrack.export.FlowColumns} with their types. Parquet's own library
 * does the encoding; nothing of Hadoop is needed.
 */
@NullMarked
package io.flowtrack.parquet;

import org.jspecify.annotations.NullMarked;
