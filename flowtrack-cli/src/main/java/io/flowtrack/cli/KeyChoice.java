package io.flowtrack.cli;

import io.flowtrack.api.Decapsulation;
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
    FIVE_TUPLE_TUNNEL("five-tuple,tunnel"),
    FIVE_TUPLE_VLAN_TUNNEL("five-tuple,vlan,tunnel"),
    DIRECTIONAL("directional"),
    HOSTS("hosts"),
    MACS("macs");

    private final String text;

    KeyChoice(String text) {
        this.text = text;
    }

    /** An extractor for one tracker, of packets as they are. */
    FlowExtractor<?> extractor(Decapsulation tunnels) {
        return extractor(/* asZeek= */ false, tunnels, Optional.empty());
    }

    /**
     * An extractor for one tracker.
     *
     * @param asZeek whether packets are taken as Zeek takes them
     * @param tunnels which tunnels are looked into
     * @param unverified sources whose checksums are not verified while all others are; empty to verify none
     */
    FlowExtractor<?> extractor(boolean asZeek, Decapsulation tunnels, Optional<List<IpNetwork>> unverified) {
        return switch (this) {
            case FIVE_TUPLE, FIVE_TUPLE_VLAN, FIVE_TUPLE_TUNNEL, FIVE_TUPLE_VLAN_TUNNEL, DIRECTIONAL -> {
                FiveTupleExtractor tuples = (asZeek ? tuples().asZeek() : tuples()).decapsulating(tunnels);
                yield unverified.map(tuples::verifyingChecksumsExceptFrom).orElse(tuples);
            }
            case HOSTS -> {
                HostPairExtractor hosts = HostPairExtractor.create().decapsulating(tunnels);
                yield unverified.map(hosts::verifyingChecksumsExceptFrom).orElse(hosts);
            }
            case MACS -> {
                MacPairExtractor macs = MacPairExtractor.create();
                yield unverified.map(macs::verifyingChecksumsExceptFrom).orElse(macs);
            }
        };
    }

    private FiveTupleExtractor tuples() {
        FiveTupleExtractor plain = FiveTupleExtractor.bidirectional();
        return switch (this) {
            case FIVE_TUPLE_VLAN -> plain.withVlanIds();
            case FIVE_TUPLE_TUNNEL -> plain.withTunnelIds();
            case FIVE_TUPLE_VLAN_TUNNEL -> plain.withVlanIds().withTunnelIds();
            case DIRECTIONAL -> FiveTupleExtractor.directional();
            default -> plain;
        };
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
