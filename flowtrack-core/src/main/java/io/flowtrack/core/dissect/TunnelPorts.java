package io.flowtrack.core.dissect;

import io.flowtrack.api.TunnelType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is expected on which UDP port. Nearly all ports are told to be none of these by one look at a word of bits. */
final class TunnelPorts {
    private final int[] ports;
    private final TunnelType[] types;
    private final long mask;

    TunnelPorts(Map<Integer, TunnelType> expected) {
        ports = expected.keySet().stream().mapToInt(Integer::intValue).toArray();
        types = expected.values().toArray(TunnelType[]::new);
        long bits = 0;
        for (int port : ports) {
            bits |= 1L << port; // of a shift the last six bits count
        }
        mask = bits;
    }

    /** Whether one of the two may be such a port; rarely true when neither is. */
    boolean mayHaveEither(int source, int destination) {
        return ((mask >>> source | mask >>> destination) & 1) != 0;
    }

    /** What is expected on that port; null for nothing. */
    @Nullable TunnelType at(int port) {
        for (int i = 0; i < ports.length; i++) {
            if (ports[i] == port) {
                return types[i];
            }
        }
        return null;
    }
}
