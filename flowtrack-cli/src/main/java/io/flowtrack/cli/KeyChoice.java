package io.flowtrack.cli;

import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.IpNetwork;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.core.extract.HostPairExtractor;
import io.flowtrack.core.extract.MacPairExtractor;
import java.util.List;
import java.util.Optional;

/** What makes packets belong to one flow, as the command line names it. */
enum KeyChoice {
    FIVE_TUPLE("five-tuple"),
    FIVE_TUPLE_VLAN("five-tuple,vlan"),
    DIRECTIONAL("directional"),
    HOSTS("hosts"),
    MACS("macs");

    private final String text;

    KeyChoice(String text) {
        this.text = text;
    }

    /** An extractor for one tracker, of packets as they are. */
    FlowExtractor<?> extractor() {
        return extractor(/* asZeek= */ false, Optional.empty());
    }

    /**
     * An extractor for one tracker.
     *
     * @param asZeek whether packets are taken as Zeek takes them
     * @param unverified sources whose checksums are not verified while all others are; empty to verify none
     */
    FlowExtractor<?> extractor(boolean asZeek, Optional<List<IpNetwork>> unverified) {
        return switch (this) {
            case FIVE_TUPLE -> tuples(FiveTupleExtractor.bidirectional(), asZeek, unverified);
            case FIVE_TUPLE_VLAN -> tuples(FiveTupleExtractor.bidirectional().withVlanIds(), asZeek, unverified);
            case DIRECTIONAL -> tuples(FiveTupleExtractor.directional(), asZeek, unverified);
            case HOSTS -> {
                HostPairExtractor hosts = HostPairExtractor.create();
                yield unverified.map(hosts::verifyingChecksumsExceptFrom).orElse(hosts);
            }
            case MACS -> {
                MacPairExtractor macs = MacPairExtractor.create();
                yield unverified.map(macs::verifyingChecksumsExceptFrom).orElse(macs);
            }
        };
    }

    private static FlowExtractor<?> tuples(
            FiveTupleExtractor plain, boolean asZeek, Optional<List<IpNetwork>> unverified) {
        FiveTupleExtractor tuples = asZeek ? plain.asZeek() : plain;
        return unverified.map(tuples::verifyingChecksumsExceptFrom).orElse(tuples);
    }

    /** Whether its keys are five-tuples. */
    boolean isFiveTuple() {
        return this != HOSTS && this != MACS;
    }

    /** The word of the command line. */
    @Override
    public String toString() {
        return text;
    }
}
