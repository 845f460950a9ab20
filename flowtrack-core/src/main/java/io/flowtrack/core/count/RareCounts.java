package io.flowtrack.core.count;

/** What few sides have: how often their counters of 32 bits ran over. What more is rare is added by extending it. */
public class RareCounts {
    int packetOverflows;
    int wireOverflows;
    int ipOverflows;
    int payloadOverflows;

    /** Nothing ran over. */
    public RareCounts() {}
}
