package io.flowtrack.api;

/**
 * What an extractor found in one packet: which flow it belongs to and the facts that the tracker follows. One object is
 * refilled for packet after packet; {@link #reset} clears it first. All offsets count from the start of the frame.
 *
 * <p>The defaults after {@code reset} describe a packet of no known transport and no payload, so an extractor of its own
 * kind need fill only {@link #identity}, and {@link #orientation(Orientation)} where a flow has two directions.
 */
public final class Extraction {
    /** The value of an offset where there is no such header. */
    public static final int NO_OFFSET = -1;
    /** The value of a TCP option that the packet does not have. */
    public static final int NO_OPTION = -1;

    private static final Transport[] TRANSPORTS = Transport.values();

    @SuppressWarnings("EnumOrdinal") // which nobody else sees
    private static final byte OTHER = (byte) Transport.OTHER.ordinal();

    private final FlowIdentity identity = new FlowIdentity();
    private final TunnelFacts tunnels = new TunnelFacts(this);
    private final FragmentFacts fragments = new FragmentFacts();
    private boolean isReverse;
    /** Place among {@link #TRANSPORTS}: the collector notes each reference that is written, and no number. */
    private byte transport = OTHER;

    private int networkOffset = NO_OFFSET;
    private int transportOffset = NO_OFFSET;
    private int ipLength;
    private int payloadOffset;
    private int payloadCapturedLength;
    private int payloadLength;
    private int tcpFlags;
    private int sequenceNumber;
    private int acknowledgementNumber;
    private int window;
    private boolean hasTimestamps;
    private int timestampValue;
    private int timestampEcho;
    private int sourcePort;
    private int destinationPort;

    /** Whether any of the following is not as {@link #reset} leaves it, which most packets leave alone. */
    private boolean hasRareFacts;

    private PassReason passReason = PassReason.NOT_WANTED;
    private int maxSegmentLength = NO_OPTION;
    private int windowScaleShift = NO_OPTION;
    private boolean isSackPermitted;
    private boolean hasBadChecksum;
    private boolean isLimitedBroadcast;
    private boolean isUnusable;
    /** The outer id above the inner one, 16 bits each. */
    private int vlanIds;

    /** An extraction as {@link #reset} leaves it. */
    public Extraction() {}

    /** Clears everything but the identity's words, which every extractor sets, and what is said of reassembling. */
    public void reset() {
        isReverse = false;
        transport = OTHER;
        headers(NO_OFFSET, 0, NO_OFFSET).payload(0, 0, 0).tcp(0, 0, 0, 0).ports(0, 0);
        resetRareFacts();
    }

    /**
     * Clears what most packets leave alone, for an extractor that sets all the rest: {@link #identity}, {@link #orientation},
     * {@link #transport}, {@link #headers}, {@link #payload}, {@link #tcp} and {@link #ports}.
     */
    public Extraction resetRareFacts() {
        if (hasRareFacts) {
            clearRareFacts();
        }
        return this;
    }

    /** Notes a fact that most packets leave alone. */
    void noteRareFact() {
        hasRareFacts = true;
    }

    private void clearRareFacts() {
        hasRareFacts = false;
        passReason = PassReason.NOT_WANTED;
        maxSegmentLength = NO_OPTION;
        windowScaleShift = NO_OPTION;
        isSackPermitted = false;
        hasBadChecksum = false;
        isLimitedBroadcast = false;
        isUnusable = false;
        vlanIds = 0;
        tunnels.reset();
        fragments.reset();
    }

    /** The words of the packet's flow, to be filled by the extractor. */
    public FlowIdentity identity() {
        return identity;
    }

    /** What was found of tunnels, to be filled by an extractor that looks into them. */
    public TunnelFacts tunnels() {
        return tunnels;
    }

    /** Whether anything was found of {@link #tunnels} at all. */
    public boolean hasTunnels() {
        return hasRareFacts && tunnels.areAny();
    }

    /** What was found of fragments, and what is done with them. */
    public FragmentFacts fragments() {
        return fragments;
    }

    /** Says which way the packet runs along the key. */
    public Extraction orientation(Orientation orientation) {
        this.isReverse = orientation == Orientation.REVERSE;
        return this;
    }

    /**
     * Says what kind of flow this is. {@link Transport#TCP} makes the tracker follow a connection by
     * {@link #tcp}; an extractor whose flows hold several conversations leaves {@link Transport#OTHER}.
     */
    @SuppressWarnings("EnumOrdinal") // which nobody else sees
    public Extraction transport(Transport transport) {
        this.transport = (byte) transport.ordinal();
        return this;
    }

    /**
     * Says where the headers lie.
     *
     * @param networkOffset offset of the IP header, or {@link #NO_OFFSET}
     * @param ipLength bytes of the IP packet by its header: IPv4 total length, IPv6 payload length + 40; 0 if not IP
     * @param transportOffset offset of the transport header, or {@link #NO_OFFSET}
     */
    public Extraction headers(int networkOffset, int ipLength, int transportOffset) {
        this.networkOffset = networkOffset;
        this.ipLength = ipLength;
        this.transportOffset = transportOffset;
        return this;
    }

    /**
     * Says where the payload lies.
     *
     * @param offset offset of its first byte
     * @param capturedLength bytes of it that are in hand, from 0
     * @param length bytes of it that were on the wire, from 0: by the headers' lengths, but never beyond the frame; link
     *     padding is none. By Zeek's rules UDP's is what its header says, however much the frame holds
     */
    public Extraction payload(int offset, int capturedLength, int length) {
        this.payloadOffset = offset;
        this.payloadCapturedLength = capturedLength;
        this.payloadLength = length;
        return this;
    }

    /**
     * Gives the TCP header's facts (RFC 9293, section 3.1), so far without {@link #timestamps}.
     *
     * @param flags the low eight flag bits, see {@link TcpFlags}
     * @param sequenceNumber raw 32 bits
     * @param acknowledgementNumber raw 32 bits, meaningful with {@link TcpFlags#ACK}
     * @param window as in the header, not scaled, 0 to 65535
     */
    public Extraction tcp(int flags, int sequenceNumber, int acknowledgementNumber, int window) {
        this.tcpFlags = flags;
        this.sequenceNumber = sequenceNumber;
        this.acknowledgementNumber = acknowledgementNumber;
        this.window = window;
        this.hasTimestamps = false;
        return this;
    }

    /** Gives the ports of a TCP or UDP packet, 0 to 65535. */
    public Extraction ports(int source, int destination) {
        this.sourcePort = source;
        this.destinationPort = destination;
        return this;
    }

    /** Says whether the packet goes to 255.255.255.255. */
    public Extraction limitedBroadcast(boolean isLimited) {
        this.isLimitedBroadcast = isLimited;
        this.hasRareFacts |= isLimited;
        return this;
    }

    /**
     * Gives the timestamps option of a TCP header (RFC 7323, section 3).
     *
     * @param value the sender's clock, raw 32 bits in units of its own
     * @param echo the value it last saw of the receiver's clock, raw 32 bits, meaningful with {@link TcpFlags#ACK}
     */
    public Extraction timestamps(int value, int echo) {
        this.hasTimestamps = true;
        this.timestampValue = value;
        this.timestampEcho = echo;
        return this;
    }

    /**
     * Gives the options that have meaning only in a TCP header with {@link TcpFlags#SYN}.
     *
     * @param maxSegmentLength MSS (RFC 9293, section 3.7.1), 0 to 65535, or {@link #NO_OPTION}
     * @param windowScaleShift window scale (RFC 7323, section 2), 0 to 14, or {@link #NO_OPTION}
     * @param isSackPermitted whether selective acknowledgements are allowed (RFC 2018, section 2)
     */
    public Extraction synOptions(int maxSegmentLength, int windowScaleShift, boolean isSackPermitted) {
        this.hasRareFacts = true;
        this.maxSegmentLength = maxSegmentLength;
        this.windowScaleShift = windowScaleShift;
        this.isSackPermitted = isSackPermitted;
        return this;
    }

    /** Gives the ids of the packet's VLAN tags, 0 to 4095 each, as {@link VlanIds} has them. */
    public Extraction vlanIds(int outer, int inner) {
        this.hasRareFacts = true;
        this.vlanIds = outer << Short.SIZE | inner;
        return this;
    }

    /** Says whether the transport's checksum was verified and found wrong: then the packet names its flow, but is passed over. */
    public Extraction badChecksum(boolean isBad) {
        this.hasBadChecksum = isBad;
        this.hasRareFacts |= isBad;
        return this;
    }

    /** Says that the packet names its flow, but is passed over for that reason: its transport header cannot be followed. */
    public Extraction unusable(PassReason reason) {
        this.hasRareFacts = true;
        this.isUnusable = true;
        this.passReason = reason;
        return this;
    }

    /**
     * Says that the packet is a fragment, to be held until its datagram is whole.
     *
     * @param networkOffset offset of the IP header
     * @param headerOffset offset of the header with the fragment's own offset: that same IPv4 header, or an IPv6 fragment
     *     header
     * @param ipLength bytes of the IP packet by its header
     * @param scope fragments of different scopes never belong together
     * @return false, so that an extractor can {@code return into.fragment(...)}
     */
    public boolean fragment(int networkOffset, int headerOffset, int ipLength, long scope) {
        this.networkOffset = networkOffset;
        this.ipLength = ipLength;
        this.fragments.held(headerOffset, scope);
        return passOver(PassReason.LATER_FRAGMENT);
    }

    /**
     * Says why the packet belongs to no flow.
     *
     * @return false, so that an extractor can {@code return into.passOver(reason)}
     */
    public boolean passOver(PassReason reason) {
        this.hasRareFacts = true;
        this.passReason = reason;
        return false;
    }

    /** Which way the packet runs along the key. */
    public Orientation orientation() {
        return isReverse ? Orientation.REVERSE : Orientation.FORWARD;
    }

    /** What kind of flow this is. */
    public Transport transport() {
        return TRANSPORTS[transport];
    }

    /** Why the packet is passed over; of meaning only if {@link FlowExtractor#extract} returned false or it {@link #isDefective}. */
    public PassReason passReason() {
        return hasBadChecksum ? PassReason.BAD_TRANSPORT_CHECKSUM : passReason;
    }

    /** Whether the packet names its flow, but is not to be followed: its checksum or its transport header is wrong. */
    public boolean isDefective() {
        return hasRareFacts && (hasBadChecksum || isUnusable);
    }

    /** Offset of the innermost IP header, or {@link #NO_OFFSET}. */
    public int networkOffset() {
        return networkOffset;
    }

    /** Offset of the transport header, or {@link #NO_OFFSET}. */
    public int transportOffset() {
        return transportOffset;
    }

    /** Bytes of the IP packet by its own header, 0 if the packet is not IP. */
    public int ipLength() {
        return ipLength;
    }

    /** Offset of the first payload byte in hand; where there is none, still within the captured frame or at its end. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Payload bytes in hand, from 0; never beyond the captured frame nor the IP packet's end. */
    public int payloadCapturedLength() {
        return payloadCapturedLength;
    }

    /** Payload bytes on the wire, from 0; above {@link #payloadCapturedLength} if the capture cut the packet. */
    public int payloadLength() {
        return payloadLength;
    }

    /** The low eight TCP flag bits, 0 if not TCP; see {@link TcpFlags}. */
    public int tcpFlags() {
        return tcpFlags;
    }

    /** TCP sequence number, raw 32 bits, 0 if not TCP. */
    public int sequenceNumber() {
        return sequenceNumber;
    }

    /** TCP acknowledgement number, raw 32 bits, 0 if not TCP. */
    public int acknowledgementNumber() {
        return acknowledgementNumber;
    }

    /** TCP window as in the header, not scaled, 0 to 65535; 0 if not TCP. */
    public int window() {
        return window;
    }

    /** Whether the TCP header has timestamps, {@link #timestampValue} and {@link #timestampEcho}. */
    public boolean hasTimestamps() {
        return hasTimestamps;
    }

    /** The TCP sender's clock, raw 32 bits in units of its own; of meaning only if {@link #hasTimestamps}. */
    public int timestampValue() {
        return timestampValue;
    }

    /**
     * The value that the TCP sender last saw of the receiver's clock, raw 32 bits; of meaning only if
     * {@link #hasTimestamps} and with {@link TcpFlags#ACK}.
     */
    public int timestampEcho() {
        return timestampEcho;
    }

    /** MSS, 0 to 65535 bytes; {@link #NO_OPTION} if the packet has none or is no SYN. */
    public int maxSegmentLength() {
        return maxSegmentLength;
    }

    /** By how many bits the sender's later windows are to be shifted, 0 to 14; {@link #NO_OPTION} if not said in a SYN. */
    public int windowScaleShift() {
        return windowScaleShift;
    }

    /** Whether this is a SYN whose sender takes selective acknowledgements. */
    public boolean isSackPermitted() {
        return isSackPermitted;
    }

    /** Whether the transport's checksum was verified and found wrong. */
    public boolean hasBadChecksum() {
        return hasBadChecksum;
    }

    /** Ids of VLAN tags, of most packets {@link VlanIds#NONE}; of others an object is made by each call. */
    public VlanIds vlanIds() {
        return VlanIds.of(vlanIds >>> Short.SIZE, vlanIds & 0xFFFF);
    }

    /** Port of the sender, 0 where there is none. */
    public int sourcePort() {
        return sourcePort;
    }

    /** Port of the receiver, 0 where there is none. */
    public int destinationPort() {
        return destinationPort;
    }

    /** Whether the packet goes to 255.255.255.255. */
    public boolean isLimitedBroadcast() {
        return isLimitedBroadcast;
    }
}
