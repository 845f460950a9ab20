package io.flowtrack.api;

/**
 * What an extractor found of tunnels in one packet: part of an {@link Extraction}, and like it refilled for packet after
 * packet. After {@link Extraction#reset} it describes a packet in no tunnel.
 */
public final class TunnelFacts {
    private final Extraction whole;
    private boolean isSet;
    private boolean hasInner;
    private boolean isLimitMet;
    private int depth;
    private long path;

    /** What is found of tunnels in the packet that those facts are of. */
    TunnelFacts(Extraction whole) {
        this.whole = whole;
    }

    void reset() {
        isSet = false;
        hasInner = false;
        isLimitMet = false;
        depth = 0;
        path = 0;
    }

    private void set() {
        isSet = true;
        whole.noteRareFact();
    }

    /**
     * Says that the packet was carried in something.
     *
     * @param newDepth in how many things, from 1: the extractor then answers {@link FlowExtractor#tunnels}
     * @param newPath a number that is the same for both directions of one way through tunnels and most likely another one
     *     for another way; 0 for that of packets in no tunnel
     */
    public TunnelFacts carried(int newDepth, long newPath) {
        set();
        depth = newDepth;
        path = newPath;
        return this;
    }

    /** Says that another packet may be inside, for which {@link FlowExtractor#extractInner} is to be asked. */
    public TunnelFacts inner() {
        set();
        hasInner = true;
        return this;
    }

    /** Says that another packet is inside, and was left there because of the limit of depth. */
    public TunnelFacts limitMet() {
        set();
        isLimitMet = true;
        return this;
    }

    boolean areAny() {
        return isSet;
    }

    /** In how many things the packet was carried; 0 for a packet in no tunnel. */
    public int depth() {
        return depth;
    }

    /** A number for the way through tunnels, 0 for none. */
    public long path() {
        return path;
    }

    /** Whether another packet may be inside. */
    public boolean hasInner() {
        return hasInner;
    }

    /** Whether another packet is inside, but deeper than the limit. */
    public boolean isLimitMet() {
        return isLimitMet;
    }
}
