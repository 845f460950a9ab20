package io.flowtrack.api;

/**
 * Which way a packet runs along its flow's key. It depends on the packet's addresses alone, so it is the same however the
 * flow began; who began is told by {@link Side}.
 */
public enum Orientation {
    /** From the key's endpoint A to its endpoint B. */
    FORWARD,
    /** From the key's endpoint B to its endpoint A. */
    REVERSE;

    /** The other way. */
    public Orientation opposite() {
        return this == FORWARD ? REVERSE : FORWARD;
    }
}
