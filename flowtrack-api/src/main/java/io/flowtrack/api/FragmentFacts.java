package io.flowtrack.api;

/**
 * What an extractor found of fragments in one packet, and what its caller does with them: part of an {@link Extraction}.
 * After {@link Extraction#reset} it describes a packet that is no fragment; what is said of reassembling stays.
 */
public final class FragmentFacts {
    private boolean isReassembling;
    private boolean isReassemblingCut;
    private int headerOffset = Extraction.NO_OFFSET;
    private long scope;

    FragmentFacts() {}

    void reset() {
        headerOffset = Extraction.NO_OFFSET;
    }

    /**
     * Says whether the caller puts fragments together, and those that the capture cut as well. A tracker does so as {@link
     * TrackerConfig#reassembly} says, and by {@link TrackingRules#ZEEK} leaves those that were cut.
     */
    public FragmentFacts reassembling(boolean isReassembling, boolean isReassemblingCut) {
        this.isReassembling = isReassembling;
        this.isReassemblingCut = isReassemblingCut;
        return this;
    }

    /**
     * Whether the caller puts fragments together. If so, an extractor that needs what lies behind the IP header says where a
     * fragment lies by {@link Extraction#fragment}; the datagram is given to it once it is whole, as a packet of {@link
     * LinkType#IPV4} or {@link LinkType#IPV6}, right after the fragment that completed it.
     */
    public boolean isReassembling() {
        return isReassembling;
    }

    /** Whether so are fragments that the capture cut; an extractor takes those that are not as if there were no reassembly. */
    public boolean isReassemblingCut() {
        return isReassemblingCut;
    }

    void held(int newHeaderOffset, long newScope) {
        headerOffset = newHeaderOffset;
        scope = newScope;
    }

    /** Whether the packet is a fragment that is to be held. */
    public boolean isFragment() {
        return headerOffset != Extraction.NO_OFFSET;
    }

    /** Offset of the header with the fragment's own offset; {@link Extraction#NO_OFFSET} if there is none to be held. */
    public int headerOffset() {
        return headerOffset;
    }

    /** Of a fragment to be held: what its datagram's fragments have in common beside addresses and number. */
    public long scope() {
        return scope;
    }
}
