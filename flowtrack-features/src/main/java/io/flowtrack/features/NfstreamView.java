package io.flowtrack.features;

import io.flowtrack.api.Orientation;

/**
 * A flow when its row is written.
 *
 * @param flow all that was counted
 * @param source the initiator
 * @param destination the responder
 * @param key the flow's
 * @param initiator which way the initiator's packets run along the key
 */
record NfstreamView(
        NfstreamFeatures flow, NfstreamSide source, NfstreamSide destination, Object key, Orientation initiator) {
    FlowEnds ends() {
        return FlowEnds.of(key, initiator);
    }

    /** Sizes of all packets. */
    Moments sizes() {
        return Moments.of(source.sizes(), destination.sizes());
    }
}
