package io.flowtrack.api;

/** The flag bits of a TCP header (RFC 9293, section 3.1), as {@link Extraction#tcpFlags} carries them. */
public final class TcpFlags {
    /** No more data from the sender. */
    public static final int FIN = 0x01;
    /** Synchronize sequence numbers. */
    public static final int SYN = 0x02;
    /** Reset the connection. */
    public static final int RST = 0x04;
    /** Push. */
    public static final int PSH = 0x08;
    /** The acknowledgement number is meant. */
    public static final int ACK = 0x10;
    /** The urgent pointer is meant. */
    public static final int URG = 0x20;
    /** Explicit congestion notification echo, RFC 3168. */
    public static final int ECE = 0x40;
    /** Congestion window reduced, RFC 3168. */
    public static final int CWR = 0x80;

    private TcpFlags() {}

    /** Whether this is a SYN without ACK: the wish to open a connection. */
    public static boolean isPlainSyn(int flags) {
        return (flags & (SYN | ACK)) == SYN;
    }

    /** Whether this is a SYN with ACK: the answer to a SYN. */
    public static boolean isSynAck(int flags) {
        return (flags & (SYN | ACK)) == (SYN | ACK);
    }
}
