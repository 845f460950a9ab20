/**
 * The command {@code flowtrack}: packets in, flows out.
 *
 * <pre>
 *   Main ─▶ FlowtrackCommand ─▶ FlowsCommand  ─▶ CaptureInput ─▶ tracker ─▶ RecordWriter ─▶ Output
 *                            ├▶ LiveCommand   ─▶ LiveInput    ─▶ tracker ─▶ RecordWriter ─▶ Output
 *                            └▶ EventsCommand ─▶ CaptureInput ─▶ tracker ─▶ EventWriter  ─▶ Output
 * </pre>
 *
 * <p>{@code RecordWriter} and what it needs know the words of flowtrack only: neither the tracker nor captures nor the
 * command line.
 */
@NullMarked
package io.flowtrack.cli;

import org.jspecify.annotations.NullMarked;
