package io.flowtrack.testdata;

import io.flowtrack.api.LinkType;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What every kind of frame has: a link header, a payload, a time. A builder may be built several times, with changes in
 * between. Methods that begin with {@code claimed} make a field lie and change nothing else.
 *
 * @param <B> the kind of builder
 */
public abstract sealed class FrameBuilder<B extends FrameBuilder<B>> permits IpFrameBuilder, EthernetFrameBuilder {
    /** Bytes of the shortest Ethernet frame, without its check sequence. */
    private static final int SHORTEST_ETHERNET = 60;

    private final LinkHeader link;
    private byte[] payload = Bytes.NONE;
    private long timestampNanos = Frames.START_NANOS;
    private boolean padded;
    private int snapLength = Integer.MAX_VALUE;

    FrameBuilder(Endpoint source, Endpoint destination) {
        this.link = new LinkHeader(source.mac(), destination.mac());
    }

    abstract B self();

    /** What lies behind the link header: 0x0800 for IPv4. */
    abstract int etherType();

    /** All that lies behind the link header. */
    abstract byte[] content();

    /** When it is captured, nanoseconds since 1970-01-01T00:00Z. Without it, {@link Frames#START_NANOS}. */
    public B at(long timestampNanos) {
        this.timestampNanos = timestampNanos;
        return self();
    }

    /** What kind of link it is captured on. Without it, Ethernet. */
    public B link(LinkType linkType) {
        link.type(linkType);
        return self();
    }

    /** An 802.1Q tag behind those it has: VLAN id 0 to 4095. */
    public B vlan(int id) {
        return vlan(Frames.TPID_8021Q, id);
    }

    /**
     * A tag behind those it has. For Ethernet and the Linux cooked links.
     *
     * @param tpid {@link Frames#TPID_8021Q}, {@link Frames#TPID_8021AD} or any other EtherType
     * @param tagControl priority, drop bit and VLAN id, 16 bits
     */
    public B vlan(int tpid, int tagControl) {
        link.tag(tpid, tagControl);
        return self();
    }

    /** The byte order of the address family of {@link LinkType#NULL}. Without it, little-endian. */
    public B familyOrder(ByteOrder order) {
        link.familyOrder(order);
        return self();
    }

    /** The address family of {@link LinkType#NULL} and {@link LinkType#LOOP}. Without it, 2 for IPv4, 30 for IPv6. */
    public B family(int family) {
        link.family(family);
        return self();
    }

    /** Fills an Ethernet frame with zeros up to 60 bytes, as a network card does. */
    public B padded() {
        this.padded = true;
        return self();
    }

    /** Keeps this many bytes at most; the wire length stays. */
    public B snapped(int snapLength) {
        this.snapLength = snapLength;
        return self();
    }

    /** What it carries. */
    public B payload(byte[] payload) {
        this.payload = payload.clone();
        return self();
    }

    /** What it carries, as UTF-8. */
    public B payload(String text) {
        return payload(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As many bytes of payload: the alphabet over and over. */
    public B payload(int length) {
        return payload(Bytes.letters(length));
    }

    byte[] payload() {
        return payload;
    }

    /** The frame. */
    public Frame build() {
        return frame(content());
    }

    Frame frame(byte[] content) {
        byte[] bytes = Bytes.joined(link.bytes(etherType()), content);
        if (padded && link.isEthernet() && bytes.length < SHORTEST_ETHERNET) {
            bytes = Arrays.copyOf(bytes, SHORTEST_ETHERNET);
        }
        return Frame.of(bytes, timestampNanos, link.type()).snapped(snapLength);
    }
}
