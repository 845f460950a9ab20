package io.flowtrack.cli;

import io.flowtrack.api.FlowExtractor;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.core.extract.HostPairExtractor;
import io.flowtrack.core.extract.MacPairExtractor;

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

    /** An extractor for one tracker. */
    FlowExtractor<?> extractor() {
        return switch (this) {
            case FIVE_TUPLE -> FiveTupleExtractor.bidirectional();
            case FIVE_TUPLE_VLAN -> FiveTupleExtractor.bidirectional().withVlanIds();
            case DIRECTIONAL -> FiveTupleExtractor.directional();
            case HOSTS -> HostPairExtractor.create();
            case MACS -> MacPairExtractor.create();
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
