package io.flowtrack.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A live flow, read-only. Valid during the callback it is passed to; a flow got from the tracker is valid until the
 * tracker is next called. {@link #snapshot} makes a record to keep.
 *
 * @param <K> the flow's key
 * @param <S> the user's own state of the flow
 */
public interface Flow<K, S extends @Nullable Object> {
    /**
     * The key, made by the extractor when it is first asked for; from then on the same object. If nobody asked for it before the
     * flow ended, each call makes one.
     */
    K key();

    /** The user's own state, made when the flow began. What it holds is its owner's business. */
    S userState();

    /** What kind of flow this is. */
    Transport transport();

    /** Where the flow stands. */
    FlowState state();

    /** Which way the initiator's packets run along the key; it changes where the roles are swapped. */
    Orientation initiatorOrientation();

    /** What one side has sent so far. */
    SideStats stats(Side side);

    /**
     * TCP: what each side has done, in order: upper case for the initiator, lower case for the responder. Empty for
     * everything else, except for UDP under {@link TrackingRules#ZEEK}.
     *
     * <ul>
     *   <li>once for each side: D (payload), A (pure acknowledgement), I (FIN with RST), Q (SYN with FIN or RST)
     *   <li>once, and again if sent with another sequence number: S (SYN), H (SYN-ACK), F (FIN), R (RST)
     *   <li>the first time, the tenth, hundredth and so on: T (payload sent again, or late), W (window of zero), G
     *       (payload that was acknowledged, but not seen), C (wrong checksum)
     *   <li>^: from here on the roles are swapped
     * </ul>
     *
     * <p>At most 128 letters; what would come behind is left out.
     */
    String history();

    /** TCP: what numbers, windows and times tell of the connection, a view that goes on. Null for everything else. */
    @Nullable TcpAnalysis tcpAnalysis();

    /** Zeek's summary of what became of the conversation. */
    ConnState connState();

    /**
     * TCP: bytes of both sides that were acknowledged, but not captured, where both sides' handshake was seen
     * ({@link TrackerConfig#countsPartialGaps}). At most 64 separate pieces above a hole are told apart on each side; with
     * more, holes count as filled.
     */
    long missedBytes();

    /** The VLAN tags of the flow's first packet, whether or not they are part of the key; where they are, the same ones. */
    VlanIds vlanIds();

    /**
     * What the flow's first packet was carried in, outermost first; empty for one in no tunnel. Immutable.
     */
    List<Tunnel> tunnels();

    /** Time of the first packet, nanoseconds since 1970-01-01T00:00Z. */
    long firstNanos();

    /**
     * Latest time of any packet, nanoseconds since 1970-01-01T00:00Z; never before {@link #firstNanos}, except under
     * {@link TrackingRules#ZEEK} where captured times run backwards.
     */
    long lastNanos();

    /**
     * A copy of everything known now. Copies are no reports: any number of them between two reports count from the same one
     * on.
     *
     * @param endReason why the flow ends or is reported; null for a look at a flow that goes on
     */
    FlowRecord<K> snapshot(@Nullable EndReason endReason);
}
