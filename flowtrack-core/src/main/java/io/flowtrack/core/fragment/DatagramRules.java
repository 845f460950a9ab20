package io.flowtrack.core.fragment;

import io.flowtrack.api.OverlapPolicy;

/**
 * By which rules the fragments of a datagram are put together.
 *
 * @param overlaps whose bytes count where they overlap
 * @param isExtended whether a fragment that reaches further than the last one makes the datagram longer, as for Zeek;
 *     otherwise it is wrong
 */
record DatagramRules(OverlapPolicy overlaps, boolean isExtended) {
    /** IPv6 as RFC 5722 has it. */
    static final DatagramRules IPV6 = new DatagramRules(OverlapPolicy.DROP, false);
    /** Either version as Zeek has it. */
    static final DatagramRules ZEEK = new DatagramRules(OverlapPolicy.FIRST, true);

    /** Whether one wrong fragment spoils the datagram. */
    boolean isStrict() {
        return overlaps == OverlapPolicy.DROP;
    }

    /** Whether a fragment that brings nothing new need not be kept. */
    boolean areFirstBytesKept() {
        return overlaps == OverlapPolicy.FIRST || overlaps == OverlapPolicy.DROP;
    }
}
