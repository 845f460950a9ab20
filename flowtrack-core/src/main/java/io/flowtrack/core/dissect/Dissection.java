package io.flowtrack.core.dissect;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;

/**
 * Where the headers of one frame lie and what they say: refilled by {@link Dissector} layer by layer. The values of a
 * layer are of meaning only after that layer's step returned true. Offsets count from the start of the frame.
 */
public final class Dissection {
    /** Whether headers are walked by Zeek's rules, where these are others. */
    final boolean isZeek;

    PassReason reason = PassReason.NOT_IP;

    int macOffset;
    int etherType;
    int outerVlanId;
    int innerVlanId;

    int networkOffset;
    int ipVersion;
    int ipLength;
    int ipEnd;
    int protocol;
    boolean isFragment;
    boolean isLaterFragment;
    int fragmentHeaderOffset;

    int transportOffset;
    int sourcePort;
    int destinationPort;
    boolean isOneWay;
    int payloadOffset;
    int payloadLength;

    /** What lies between the frame and the packet; a part of the link's and the tunnels' steps. */
    final TunnelPath tunnels = new TunnelPath();

    /** An empty dissection, to be filled. */
    public Dissection() {
        this(false);
    }

    /**
     * An empty dissection, to be filled.
     *
     * @param isZeek whether extension headers and routes are taken as Zeek takes them
     */
    public Dissection(boolean isZeek) {
        this.isZeek = isZeek;
    }

    /** Why the last step that returned false did so. */
    public PassReason reason() {
        return reason;
    }

    /** Link: offset of the destination MAC address, the source's follows; {@link Extraction#NO_OFFSET} if there is none. */
    public int macOffset() {
        return macOffset;
    }

    /** Link: id of the first VLAN tag, 0 if there is none. */
    public int outerVlanId() {
        return outerVlanId;
    }

    /** Link: id of the last of several VLAN tags, otherwise 0. */
    public int innerVlanId() {
        return innerVlanId;
    }

    /** Network: offset of the IP header. */
    public int networkOffset() {
        return networkOffset;
    }

    /** Network: 4 or 6. */
    public int ipVersion() {
        return ipVersion;
    }

    /** Network: bytes of the IP packet by its own header. */
    public int ipLength() {
        return ipLength;
    }

    /** Network: whether this is a piece of a datagram; of meaning whether or not the step returned true. */
    public boolean isFragment() {
        return isFragment;
    }

    /** Network: offset of the header that says where a fragment belongs: the IPv4 header, or the first IPv6 fragment header. */
    public int fragmentHeaderOffset() {
        return fragmentHeaderOffset;
    }

    /** Network: IP protocol number of what follows the IP header and its extensions. */
    public int protocol() {
        return protocol;
    }

    /** Network: offset of what follows the IP header and its extensions. */
    public int transportOffset() {
        return transportOffset;
    }

    /** Transport: source port, or ICMP type, or 0. */
    public int sourcePort() {
        return sourcePort;
    }

    /** Transport: destination port, or the ICMP type that answers, or the ICMP code, or 0. */
    public int destinationPort() {
        return destinationPort;
    }

    /** Transport: whether this is an ICMP message that has no answer, so that its directions are never one flow. */
    public boolean isOneWay() {
        return isOneWay;
    }

    /** Transport: offset of the payload. */
    public int payloadOffset() {
        return payloadOffset;
    }

    /** Transport: bytes of payload by the headers' lengths; not all need be captured. */
    public int payloadLength() {
        return payloadLength;
    }

    /** What the packet is carried in. */
    public TunnelPath tunnels() {
        return tunnels;
    }

    /** Offset behind the last byte of payload that is in hand. */
    int payloadEnd(PacketView packet) {
        return Math.min(packet.capturedLength(), payloadOffset + payloadLength);
    }

    /** Begins anew inside of another packet: the VLANs stay those of the outer frame until there is another frame. */
    void beginIn(Dissection outer) {
        macOffset = outer.macOffset;
        outerVlanId = outer.outerVlanId;
        innerVlanId = outer.innerVlanId;
        tunnels.clear();
    }

    /** Becomes what was found inside: all but the tunnels. */
    void become(Dissection inner) {
        macOffset = inner.macOffset;
        etherType = inner.etherType;
        outerVlanId = inner.outerVlanId;
        innerVlanId = inner.innerVlanId;
        networkOffset = inner.networkOffset;
        ipVersion = inner.ipVersion;
        ipLength = inner.ipLength;
        ipEnd = inner.ipEnd;
        protocol = inner.protocol;
        isFragment = inner.isFragment;
        isLaterFragment = inner.isLaterFragment;
        fragmentHeaderOffset = inner.fragmentHeaderOffset;
        transportOffset = inner.transportOffset;
        sourcePort = inner.sourcePort;
        destinationPort = inner.destinationPort;
        isOneWay = inner.isOneWay;
        payloadOffset = inner.payloadOffset;
        payloadLength = inner.payloadLength;
    }

    /** Ends a step over a header between link and network: says what lies behind it, and where. */
    boolean next(int newEtherType, int offset) {
        etherType = newEtherType;
        networkOffset = offset;
        return true;
    }

    /** Ends a step that failed. */
    boolean fail(PassReason why) {
        reason = why;
        return false;
    }
}
