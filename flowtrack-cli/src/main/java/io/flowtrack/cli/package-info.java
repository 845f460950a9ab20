/**
 * The command {@code flowtrack}: packets in, flows out.
 *
 * <pre>
 *   Main ─▶ FlowtrackCommand ─▶ FlowsCommand  ─▶ CaptureInput ─▶ tracker ─▶ FlowRecordWriter  ─▶ Output
 *                            ├▶ LiveCommand   ─▶ LiveInput    ─▶ tracker ─▶ FlowRecordWriter  ─▶ Output
 *                            ├▶ StatsCommand  ─▶ CaptureInput ─▶ tracker ─▶ StatsTotals       ─▶ Output
 *                            └▶ EventsCommand ─▶ CaptureInput ─▶ tracker ─▶ NdjsonEventWriter ─▶ Output
 * </pre>
 */
@NullMarked
package io.flowtrack.cli;

import org.jspecify.annotations.NullMarked;
