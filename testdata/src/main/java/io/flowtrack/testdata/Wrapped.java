package io.flowtrack.testdata;

import java.nio.ByteBuffer;

/**
 * Headers in front of what they carry: tunnels, tags and labels. Each method gives the header and the carried bytes behind
 * it, to be the payload of a frame or to be wrapped again. Numbers are cut to the width of their field.
 *
 * <pre>{@code
 * byte[] inner = Frames.tcp(client, server).build().bytes();
 * Frame frame = Frames.udp(gatewayA, gatewayB).payload(Wrapped.vxlan(5, inner)).build();
 * }</pre>
 */
public final class Wrapped {
    /** EtherType of a frame within GRE or GENEVE. */
    public static final int ETHERNET = 0x6558;

    private static final int BOTTOM_LABEL = 0x100;
    private static final int LABEL_TTL = 64;
    private static final int USUAL_AYIYA_IDENTITY = 4;

    private Wrapped() {}

    private static byte[] behind(ByteBuffer header, byte[] carried) {
        byte[] bytes = new byte[header.capacity()];
        header.get(0, bytes);
        return Bytes.joined(bytes, carried);
    }

    private static ByteBuffer header(int length) {
        return ByteBuffer.allocate(length);
    }

    /** VXLAN (RFC 7348) around an Ethernet frame. */
    public static byte[] vxlan(int network, byte[] frame) {
        return behind(header(8).putInt(0x08000000).putInt(network << 8), frame);
    }

    /** VXLAN-GPE around what that next protocol is: 1 IPv4, 2 IPv6, 3 Ethernet, 5 MPLS. */
    public static byte[] vxlanGpe(int network, int nextProtocol, byte[] carried) {
        return behind(header(8).putInt(0x0C000000 | nextProtocol).putInt(network << 8), carried);
    }

    /** GENEVE (RFC 8926) around what that EtherType is, with that many words of options. */
    public static byte[] geneve(int network, int etherType, int optionWords, byte[] carried) {
        ByteBuffer header = header(8 + 4 * optionWords);
        header.put((byte) optionWords).put((byte) 0).putShort((short) etherType).putInt(network << 8);
        return behind(header, carried);
    }

    /** GRE (RFC 2784) without any field. */
    public static byte[] gre(int etherType, byte[] carried) {
        return behind(header(4).putShort((short) 0).putShort((short) etherType), carried);
    }

    /** GRE (RFC 2890) with checksum, key and sequence number; the checksum is 0. */
    public static byte[] greWithFields(int etherType, int key, int sequence, byte[] carried) {
        ByteBuffer header = header(16).putShort((short) 0xB000).putShort((short) etherType);
        return behind(header.putInt(0).putInt(key).putInt(sequence), carried);
    }

    /** GRE of version 1 (RFC 2637) with sequence and acknowledgement numbers around a PPP frame. */
    public static byte[] pptp(int call, byte[] pppFrame) {
        ByteBuffer header = header(16).putShort((short) 0x3081).putShort((short) 0x880B);
        header.putShort((short) pppFrame.length)
                .putShort((short) call)
                .putInt(1)
                .putInt(1);
        return behind(header, pppFrame);
    }

    /** GRE with ERSPAN of that type, 1 to 3, around an Ethernet frame. */
    public static byte[] erspan(int type, int session, byte[] frame) {
        return switch (type) {
            case 1 -> gre(0x88BE, frame);
            case 2 -> {
                ByteBuffer header = header(16)
                        .putShort((short) 0x1000)
                        .putShort((short) 0x88BE)
                        .putInt(7);
                yield behind(
                        header.putShort((short) 0x1000)
                                .putShort((short) session)
                                .putInt(0),
                        frame);
            }
            case 3 -> {
                ByteBuffer header = header(28)
                        .putShort((short) 0x1000)
                        .putShort((short) 0x22EB)
                        .putInt(7);
                header.putShort((short) 0x2000)
                        .putShort((short) session)
                        .putInt(0)
                        .putInt(1)
                        .putLong(0);
                yield behind(header, frame);
            }
            default -> throw new IllegalArgumentException("ERSPAN type " + type);
        };
    }

    /** GTP-U (3GPP TS 29.281) around an IP packet. */
    public static byte[] gtp(int endpoint, byte[] packet) {
        ByteBuffer header = header(8).put((byte) 0x30).put((byte) 255).putShort((short) packet.length);
        return behind(header.putInt(endpoint), packet);
    }

    /** The same with a sequence number and one extension header of that many words. */
    public static byte[] gtpWithExtension(int endpoint, int words, byte[] packet) {
        ByteBuffer header = header(12 + 4 * words).put((byte) 0x36).put((byte) 255);
        header.putShort((short) (packet.length + 4 + 4 * words)).putInt(endpoint);
        header.putShort((short) 1).put((byte) 0).put((byte) 0x85).put((byte) words);
        return behind(header, packet);
    }

    /** Teredo's indications of authentication and origin (RFC 4380), one or both, before an IPv6 packet. */
    public static byte[] teredo(boolean hasAuthentication, boolean hasOrigin, byte[] packet) {
        byte[] authentication = hasAuthentication ? new byte[] {0, 1, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0} : Bytes.NONE;
        byte[] origin = hasOrigin ? new byte[] {0, 0, 1, 1, 1, 1, 1, 1} : Bytes.NONE;
        return Bytes.joined(authentication, origin, packet);
    }

    /** AYIYA with a signature of 20 bytes around a packet of that IP protocol number: 4 or 41. */
    public static byte[] ayiya(int protocol, byte[] packet) {
        ByteBuffer header =
                header(44).put((byte) (USUAL_AYIYA_IDENTITY << 4 | 1)).putShort((short) 0x5211);
        return behind(header.put((byte) protocol), packet);
    }

    /** A data message of L2TP version 2 (RFC 2661) with length and sequence numbers around a PPP frame. */
    public static byte[] l2tp(int tunnel, int session, byte[] pppFrame) {
        ByteBuffer header = header(12).putShort((short) 0x4802).putShort((short) (12 + pppFrame.length));
        return behind(header.putShort((short) tunnel).putShort((short) session).putInt(0), pppFrame);
    }

    /** A data message of L2TP version 3 (RFC 3931) over IP with a cookie of that length around an Ethernet frame. */
    public static byte[] l2tpVersion3(int session, int cookieLength, byte[] frame) {
        return behind(header(4 + cookieLength).putInt(session), frame);
    }

    /** The same over UDP. */
    public static byte[] l2tpVersion3OverUdp(int session, int cookieLength, byte[] frame) {
        return behind(header(4).putInt(0x00030000), l2tpVersion3(session, cookieLength, frame));
    }

    /** PPP (RFC 1661) with address and control; 0x21 is IPv4, 0x57 IPv6. */
    public static byte[] ppp(int protocol, byte[] packet) {
        return behind(header(4).putShort((short) 0xFF03).putShort((short) protocol), packet);
    }

    /** PPP with nothing but a protocol number of one byte. */
    public static byte[] pppCompressed(int protocol, byte[] packet) {
        return behind(header(1).put((byte) protocol), packet);
    }

    /** A PPPoE session (RFC 2516) around an IP packet of that PPP protocol. */
    public static byte[] pppoe(int session, int protocol, byte[] packet) {
        ByteBuffer header = header(8).putShort((short) 0x1100).putShort((short) session);
        return behind(header.putShort((short) (packet.length + 2)).putShort((short) protocol), packet);
    }

    /** A stack of MPLS labels (RFC 3032), the last one its bottom. */
    public static byte[] mpls(byte[] carried, int... labels) {
        ByteBuffer header = header(4 * labels.length);
        for (int i = 0; i < labels.length; i++) {
            header.putInt(labels[i] << 12 | (i == labels.length - 1 ? BOTTOM_LABEL : 0) | LABEL_TTL);
        }
        return behind(header, carried);
    }

    /** The control word of a pseudowire (RFC 4385). */
    public static byte[] controlWord(byte[] frame) {
        return behind(header(4), frame);
    }

    /** The service tag of provider backbone bridging around an Ethernet frame; behind EtherType 0x88E7. */
    public static byte[] backbone(int service, byte[] frame) {
        return behind(header(4).putInt(service), frame);
    }

    /** A VN-Tag; behind EtherType 0x8926. */
    public static byte[] vnTag(int etherType, byte[] carried) {
        return behind(header(6).putInt(0x80010002).putShort((short) etherType), carried);
    }

    /** Cisco FabricPath's tag around an Ethernet frame; behind EtherType 0x8903. */
    public static byte[] fabricPath(byte[] frame) {
        return behind(header(2).putShort((short) 0x0420), frame);
    }

    /** LLC and SNAP (RFC 1042). */
    public static byte[] snap(int etherType, byte[] carried) {
        return behind(header(8).putInt(0xAAAA0300).putShort((short) 0).putShort((short) etherType), carried);
    }
}
