package io.flowtrack.features;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.MacPair;
import io.flowtrack.api.Orientation;

/**
 * Between whom a flow is, as columns show it. What the flow's key does not hold is empty or 0.
 *
 * @param source address of the one side
 * @param sourcePort its port, 0 where the transport has none
 * @param destination address of the other side
 * @param destinationPort its port, 0 where the transport has none
 * @param protocol IP protocol number
 */
record FlowEnds(String source, int sourcePort, String destination, int destinationPort, int protocol) {
    static FlowEnds of(Object key, Orientation source) {
        if (key instanceof FiveTuple tuple) {
            return of(tuple, source);
        }
        if (key instanceof HostPair pair) {
            return of(pair.a(), pair.b(), source);
        }
        if (key instanceof MacPair pair) {
            return of(pair.a(), pair.b(), source);
        }
        return of("", "", source);
    }

    private static FlowEnds of(FiveTuple tuple, Orientation source) {
        boolean hasPorts = tuple.transport().hasPorts();
        return new FlowEnds(
                tuple.source(source).toString(),
                hasPorts ? tuple.sourcePort(source) : 0,
                tuple.source(source.opposite()).toString(),
                hasPorts ? tuple.sourcePort(source.opposite()) : 0,
                tuple.protocol());
    }

    private static FlowEnds of(Object addressA, Object addressB, Orientation source) {
        boolean isForward = source == Orientation.FORWARD;
        return new FlowEnds(
                (isForward ? addressA : addressB).toString(), 0, (isForward ? addressB : addressA).toString(), 0, 0);
    }

    /** Both sides and the protocol, as CICFlowMeter writes its {@code Flow ID}. */
    String id() {
        return source + "-" + destination + "-" + sourcePort + "-" + destinationPort + "-" + protocol;
    }

    /** 4 or 6; 0 where the key has no IP addresses. */
    static int ipVersion(Object key) {
        if (key instanceof FiveTuple tuple) {
            return tuple.addressA().version();
        }
        return key instanceof HostPair pair ? pair.a().version() : 0;
    }
}
