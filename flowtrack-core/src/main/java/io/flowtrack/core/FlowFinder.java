package io.flowtrack.core;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.api.TrackingRules;
import io.flowtrack.core.fragment.FragmentCounters;
import io.flowtrack.core.fragment.Rebuilt;
import java.util.List;

/**
 * The first steps of a tracker without the others, for those who spread packets over several trackers: which flow does a
 * packet belong to, what is the time by then, and which datagram do its fragments make? It counts what belongs to no flow.
 *
 * <p>A finder that is given all packets, and trackers that are given the packets of their flows and are told the finder's
 * time ({@link FlowTracker#passTime}), together do what one tracker of all packets does. Of a datagram that came in
 * fragments, a tracker is given the {@link #datagrams} in place of the fragments.
 *
 * <p>Belongs to one thread, as its extractor does.
 */
public final class FlowFinder {
    private static final long NEVER = Long.MIN_VALUE;

    private final FlowExtractor<?> extractor;
    private final Extraction found = new Extraction();
    private final Extraction quoted = new Extraction();
    private final TrackerCounters counters = new TrackerCounters(/* countsStrays= */ true);
    private final Fragments fragments;
    private final long sweepIntervalNanos;
    private final FlowIdentity seen = new FlowIdentity();
    private FlowIdentity identity = seen;
    private boolean isOrdinary;
    private boolean isRebuilt;
    private boolean mayQuote;
    private long nowNanos = NEVER;
    private long sweptNanos = NEVER;

    private FlowFinder(FlowExtractor<?> extractor, TrackerConfig config) {
        this.extractor = extractor;
        this.fragments = new Fragments(extractor, found, counters, config);
        this.sweepIntervalNanos = config.sweepInterval().toNanos();
    }

    /**
     * A finder for trackers of that configuration.
     *
     * @param extractor used by this finder alone
     * @throws IllegalArgumentException if the flows of one packet cannot be told apart from here: with {@link
     *     TrackingRules#ZEEK}, by which every packet passes time, and with extractors of which one packet may belong to
     *     several flows
     */
    public static FlowFinder of(FlowExtractor<?> extractor, TrackerConfig config) {
        if (config.rules() == TrackingRules.ZEEK) {
            throw new IllegalArgumentException(
                    "flows of Zeek's rules cannot be tracked apart from one another: every packet"
                            + " passes time there, and one in a tunnel belongs to several flows");
        }
        if (extractor.hasInnerFlows()) {
            throw new IllegalArgumentException(
                    "with outer flows a packet in a tunnel belongs to several flows, which cannot be"
                            + " tracked apart from one another");
        }
        return new FlowFinder(extractor, config);
    }

    /**
     * Finds the flow of a packet, or of the datagram that it completes, and passes its time.
     *
     * @return false if it belongs to none, which is counted, or is a fragment that is held
     * @throws IllegalStateException if the extractor says that other flows are inside, though it {@linkplain
     *     FlowExtractor#hasInnerFlows said} that there are none
     */
    public boolean find(PacketView packet) {
        isOrdinary = extractor.glance(packet, seen);
        if (isOrdinary) {
            identity = seen;
            passTime(packet.timestampNanos());
            return true;
        }
        return findSlowly(packet);
    }

    private boolean findSlowly(PacketView packet) {
        isRebuilt = false;
        mayQuote = false;
        found.reset();
        if (!extractor.extract(packet, found)) {
            Rebuilt datagram = fragments.take(packet, nowNanos);
            if (datagram == null) {
                return false;
            }
            isRebuilt = true;
        }
        if (found.tunnels().hasInner()) {
            throw new IllegalStateException("an extractor without inner flows found one");
        }
        identity = found.identity();
        if (!found.isDefective()) {
            passTime(packet.timestampNanos());
            mayQuote = found.transport().isIcmp();
        }
        return true;
    }

    /** Passes time without a packet. */
    public void passTime(long now) {
        if (nowNanos == NEVER) {
            sweptNanos = now;
        }
        nowNanos = Math.max(nowNanos, now);
    }

    /**
     * Whether it is time for a sweep, as it is for trackers that are told the time; asked after each packet.
     */
    public boolean isSweepDue() {
        return nowNanos - sweptNanos >= sweepIntervalNanos;
    }

    /** Notes that all trackers sweep now. */
    public void swept() {
        sweptNanos = nowNanos;
        fragments.expire(nowNanos);
    }

    /** The words of the flow of the packet found last; valid until the next one is. */
    public FlowIdentity identity() {
        return identity;
    }

    /** Whether the packet found last is neither a fragment nor an ICMP error, which a quick look tells of most. */
    public boolean isOrdinary() {
        return isOrdinary;
    }

    /**
     * The datagrams that the packet found last completed, one out of another; empty if it was no fragment. The last one
     * belongs to the flow. An extractor that is given it must have been given the packet and the others right before.
     */
    public List<PacketView> datagrams() {
        return isRebuilt && !isOrdinary ? fragments.pieces() : List.of();
    }

    /**
     * Finds the flow that the packet found last is an ICMP error about.
     *
     * @param packet that packet, or the last of its {@link #datagrams}
     * @param into the words of that flow
     * @return false if it is no such error
     */
    public boolean findQuoted(PacketView packet, FlowIdentity into) {
        if (isOrdinary || !mayQuote) {
            return false;
        }
        quoted.reset();
        if (!extractor.extractQuoted(packet, quoted)) {
            return false;
        }
        FlowIdentity words = quoted.identity();
        into.set(words.first(), words.second());
        for (int i = 2; i < words.wordCount(); i++) {
            into.append(words.word(i));
        }
        return true;
    }

    /** The present time, in packet time: nanoseconds since 1970-01-01T00:00Z; {@link Long#MIN_VALUE} before the first packet. */
    public long nowNanos() {
        return nowNanos;
    }

    /** Gives up all datagrams that are not whole: the input is over. */
    public void flush() {
        fragments.flush();
    }

    /** What was counted of packets without a flow and of fragments. */
    public TrackerStats stats() {
        return counters.snapshot(fragments.counters(), new FragmentCounters());
    }
}
