package io.flowtrack.api;

/** Why a flow ended, or why it was reported. Compare RFC 7011's flowEndReason (IANA information element 136). */
public enum EndReason {
    /** TCP: both sides closed and both FINs were acknowledged. */
    FIN,
    /** TCP: one side reset the connection. */
    RST,
    /** No packet for the flow's idle timeout. */
    IDLE_TIMEOUT,
    /** Not an end: a report on a flow that has lasted for the active timeout and goes on. */
    ACTIVE_TIMEOUT,
    /**
     * The table was full and this flow was the first to go: of the half-open ones in an emergency (see {@link
     * EmergencyPolicy}), else of all, the one that had been silent for the longest time.
     */
    EVICTED,
    /** TCP: a new connection began on the tuple of one that was still open. */
    REUSED,
    /** The input ended, or the user ended all flows. */
    FLUSHED
}
