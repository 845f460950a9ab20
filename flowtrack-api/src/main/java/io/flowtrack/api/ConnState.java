package io.flowtrack.api;

/**
 * What became of a conversation, in one word: Zeek's conn_state. TCP has all of them; UDP has SF, S0 and SHR by which
 * sides sent anything; everything else is OTH.
 */
public enum ConnState {
    /** The initiator asked for a connection and got no answer. */
    S0,
    /** The connection was opened and not closed. */
    S1,
    /** Opened and closed by both sides; of UDP: both sides sent something. */
    SF,
    /** The responder refused the connection. */
    REJ,
    /** The initiator closed its side and the responder did not answer that. */
    S2,
    /** The responder closed its side and the initiator did not answer that. */
    S3,
    /** Opened, and reset by the initiator. */
    RSTO,
    /** Reset by the responder. */
    RSTR,
    /** The initiator asked, and reset the connection without having seen an answer. */
    RSTOS0,
    /** The responder answered and then reset; the initiator's SYN was not seen. */
    RSTRH,
    /** The initiator asked and closed its side; no answer was seen. */
    SH,
    /** The responder closed its side; the initiator's SYN was not seen. Of UDP: only the responder sent anything. */
    SHR,
    /** None of these: no beginning was seen, and no end. */
    OTH
}
