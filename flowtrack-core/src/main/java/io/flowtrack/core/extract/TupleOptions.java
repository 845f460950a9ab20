package io.flowtrack.core.extract;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.core.dissect.Checksums;

/** What a {@link FiveTupleExtractor} is told to do. */
record TupleOptions(
        boolean isBidirectional,
        boolean hasVlanIds,
        boolean hasTunnelIds,
        boolean isZeek,
        Checksums checksums,
        Decapsulation decapsulation) {
    static TupleOptions plain(boolean isBidirectional) {
        return new TupleOptions(isBidirectional, false, false, false, Checksums.UNVERIFIED, Decapsulation.defaults());
    }

    TupleOptions withVlanIds() {
        return new TupleOptions(isBidirectional, true, hasTunnelIds, isZeek, checksums, decapsulation);
    }

    TupleOptions withTunnelIds() {
        return new TupleOptions(isBidirectional, hasVlanIds, true, isZeek, checksums, decapsulation);
    }

    TupleOptions withChecksums(Checksums newChecksums) {
        return new TupleOptions(isBidirectional, hasVlanIds, hasTunnelIds, isZeek, newChecksums, decapsulation);
    }

    TupleOptions withDecapsulation(Decapsulation settings) {
        return new TupleOptions(isBidirectional, hasVlanIds, hasTunnelIds, isZeek, checksums, settings);
    }

    TupleOptions asZeek() {
        return new TupleOptions(isBidirectional, hasVlanIds, hasTunnelIds, true, checksums, Decapsulation.zeek());
    }
}
