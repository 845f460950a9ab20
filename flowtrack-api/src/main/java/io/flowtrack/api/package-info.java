/**
 * The words of flowtrack: packets in, flows kept, events out.
 *
 * <pre>
 *   PacketView ─▶ FlowExtractor ─▶ Extraction ─▶ (tracker) ─▶ FlowListener, FlowEvent
 *                                                    │
 *                                             Flow, FlowRecord
 * </pre>
 *
 * <p>A packet belongs to a flow by its {@link io.flowtrack.api.FlowIdentity}. Which way it runs along the flow's key is
 * its {@link io.flowtrack.api.Orientation}, which depends on addresses alone; who sent it is its
 * {@link io.flowtrack.api.Side}, which depends on who began. The two are different questions.
 *
 * <p>Views ({@link io.flowtrack.api.PacketView}, {@link io.flowtrack.api.FlowPacket}, {@link io.flowtrack.api.Flow})
 * are valid only during the call they are passed to. Records and keys are immutable and may be kept.
 */
@NullMarked
package io.flowtrack.api;

import org.jspecify.annotations.NullMarked;
