package io.flowtrack.api;

/** When the end of a TCP connection that closed or was reset is told. */
public enum EndedAt {
    /** In the call that closed it. Packets that come behind are passed over as {@link PassReason#LATE}. */
    CLOSE,
    /**
     * When {@link TrackerConfig#closeLinger} is over, with counters that include what came behind: what Zeek's conn.log
     * shows. Until then the flow is live and found.
     */
    LINGER_END
}
