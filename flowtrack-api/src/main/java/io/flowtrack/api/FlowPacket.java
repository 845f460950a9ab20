package io.flowtrack.api;

/**
 * A packet in its flow, with its payload where it lies: a view that is re-pointed for every packet, valid only during the
 * callback it is passed to.
 */
public final class FlowPacket {
    private PacketView frame = new PacketView();
    private Extraction extraction = new Extraction();
    private Side side = Side.INITIATOR;

    /** A view of nothing, to be pointed somewhere by {@link #wrap}. */
    public FlowPacket() {}

    /**
     * Points this view at a packet and what was found in it, both borrowed. References are written only where they change:
     * from packet to packet most do not, and the garbage collector notes every write.
     */
    public FlowPacket wrap(PacketView newFrame, Extraction newExtraction, Side newSide) {
        if (frame != newFrame) {
            frame = newFrame;
        }
        if (extraction != newExtraction) {
            extraction = newExtraction;
        }
        if (side != newSide) {
            side = newSide;
        }
        return this;
    }

    /**
     * The whole frame; of a datagram that came in fragments the IP packet put together, without a link header, at the time
     * of the fragment that completed it: see {@link PacketView#rebuiltFrom}.
     */
    public PacketView frame() {
        return frame;
    }

    /** Who sent it. */
    public Side side() {
        return side;
    }

    /** Which way it runs along the key. */
    public Orientation orientation() {
        return extraction.orientation();
    }

    /** When it was captured, nanoseconds since 1970-01-01T00:00Z. */
    public long timestampNanos() {
        return frame.timestampNanos();
    }

    /** What was found of tunnels in this packet. */
    public TunnelFacts tunnels() {
        return extraction.tunnels();
    }

    /** Bytes of the IP packet by its own header; 0 if the packet is not IP. */
    public int ipLength() {
        return extraction.ipLength();
    }

    /** The low eight TCP flag bits, 0 if not TCP; see {@link TcpFlags}. */
    public int tcpFlags() {
        return extraction.tcpFlags();
    }

    /** TCP sequence number, 0 to 4294967295: that of the first payload byte, or of the SYN. 0 if not TCP. */
    public long sequenceNumber() {
        return extraction.sequenceNumber() & 0xFFFF_FFFFL;
    }

    /** TCP acknowledgement number, 0 to 4294967295, meaningful with {@link TcpFlags#ACK}. 0 if not TCP. */
    public long acknowledgementNumber() {
        return extraction.acknowledgementNumber() & 0xFFFF_FFFFL;
    }

    /** TCP window as in the header, not scaled, 0 to 65535; 0 if not TCP. */
    public int window() {
        return extraction.window();
    }

    /**
     * Bytes of the transport header: TCP's with its options, those of UDP, SCTP's common header, the first eight of ICMP. 0 if
     * there is none, fewer if the capture cut it.
     */
    public int transportHeaderLength() {
        int offset = extraction.transportOffset();
        return offset == Extraction.NO_OFFSET ? 0 : Math.max(0, extraction.payloadOffset() - offset);
    }

    /** Offset of the first payload byte in {@link #frame}; where none is in hand, still within the frame or at its end. */
    public int payloadOffset() {
        return extraction.payloadOffset();
    }

    /** Payload bytes in hand, from 0. Padding behind the IP packet is not payload. */
    public int payloadCapturedLength() {
        return extraction.payloadCapturedLength();
    }

    /** Payload bytes on the wire, from 0. */
    public int payloadLength() {
        return extraction.payloadLength();
    }
}
