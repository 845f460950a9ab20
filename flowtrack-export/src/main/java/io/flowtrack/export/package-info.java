/**
 * Records of flows in the formats that other tools read. A {@link io.flowtrack.export.FlowRecordWriter} takes records, of
 * whatever tracker, and writes one format:
 *
 * <pre>
 *   FlowRecord ─▶ NdjsonRecordWriter │ CsvRecordWriter │ ZeekRecordWriter │ TableRecordWriter ─▶ OutputStream
 * </pre>
 *
 * <p>{@code io.flowtrack.export.ipfix} has the one of IPFIX, which also reaches collectors.
 *
 * <p>Writers know the words of flowtrack only: neither trackers nor captures. None is safe for several threads.
 */
@NullMarked
package io.flowtrack.export;

import org.jspecify.annotations.NullMarked;
