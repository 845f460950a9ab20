package io.flowtrack.cli;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.Side;
import io.flowtrack.export.FlowColumn;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields that hold addresses: as such they are compared by their bytes, and with networks. */
final class AddressField {
    private static final Set<String> INITIATORS = Set.of("initiator_address", "src");
    private static final Set<String> RESPONDERS = Set.of("responder_address", "dst");

    private AddressField() {}

    /** Whose address a field holds; null if it holds none. */
    static @Nullable Side side(FlowColumn column) {
        if (INITIATORS.contains(column.name())) {
            return Side.INITIATOR;
        }
        return RESPONDERS.contains(column.name()) ? Side.RESPONDER : null;
    }

    /** The IP address of a side; null if the flow's key has others. */
    static @Nullable IpAddress address(FlowRecord<?> flow, Side side) {
        boolean isA = (flow.initiatorOrientation() == Orientation.FORWARD) == (side == Side.INITIATOR);
        if (flow.key() instanceof FiveTuple tuple) {
            return isA ? tuple.addressA() : tuple.addressB();
        }
        if (flow.key() instanceof HostPair pair) {
            return isA ? pair.a() : pair.b();
        }
        return null;
    }
}
