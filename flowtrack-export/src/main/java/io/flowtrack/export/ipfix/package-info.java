/**
 * Records of flows as IPFIX (RFC 7011), with both directions of a flow in one record (RFC 5103): to files (RFC 5655) and to
 * collectors over UDP and TCP.
 *
 * <pre>
 *   FlowRecord ─▶ RecordShape ─▶ Template ─▶ Message ─▶ MessageSink ─▶ OutputStream │ collector
 *                 which fields   in which    until it   whole
 *                 it has         order       is full    messages
 * </pre>
 *
 * <p>{@code docs/ipfix.md} has the information elements and where their values come from.
 */
@NullMarked
package io.flowtrack.export.ipfix;

import org.jspecify.annotations.NullMarked;
