package io.flowtrack.core.fragment;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.PacketView;

/**
 * One fragment, read from its headers; re-pointed for every fragment.
 *
 * <pre>
 *   IPv4 header (RFC 791, section 3.1)                         IPv6 fragment header (RFC 8200, section 4.5)
 *   4                6                   8     9          12   0             1          2                4                8
 *   | identification | flags and offset | TTL | protocol | ...  | next header | reserved | offset and more | identification |
 * </pre>
 */
final class Fragment {
    private static final int IPV4_KIND = 4 << 8;
    private static final int IPV6_KIND = 6 << 8;
    private static final int LONGEST = 0xFFFF;
    private static final int UNIT_MASK = 7;

    private static final int IPV4_IDENTIFICATION = 4;
    private static final int IPV4_OFFSET = 6;
    private static final int IPV4_PROTOCOL = 9;
    private static final int IPV4_ADDRESSES = 12;
    private static final int IPV4_MORE = 0x2000;
    private static final int IPV4_OFFSET_MASK = 0x1FFF;

    private static final int IPV6_ADDRESSES = 8;
    private static final int IPV6_LENGTH = 40;
    private static final int FRAGMENT_HEADER_LENGTH = 8;
    private static final int FRAGMENT_OFFSET = 2;
    private static final int FRAGMENT_IDENTIFICATION = 4;
    private static final int FRAGMENT_OFFSET_MASK = 0xFFF8;

    private PacketView packet = new PacketView();
    private boolean isIpv4;
    private int networkOffset;
    private int headerOffset;
    private int dataOffset;
    private int offset;
    private int length;
    private int ipLength;
    private boolean isLast;

    /** Points this at a fragment whose headers are in hand. Returns false if it cannot be part of any datagram. */
    boolean read(PacketView from, Extraction found) {
        packet = from;
        networkOffset = found.networkOffset();
        headerOffset = found.fragments().headerOffset();
        ipLength = found.ipLength();
        isIpv4 = headerOffset == networkOffset;
        if (isIpv4) {
            int field = packet.u16(networkOffset + IPV4_OFFSET);
            dataOffset = networkOffset + ((packet.u8(networkOffset) & 0xF) << 2);
            offset = (field & IPV4_OFFSET_MASK) << 3;
            isLast = (field & IPV4_MORE) == 0;
        } else {
            int field = packet.u16(headerOffset + FRAGMENT_OFFSET);
            dataOffset = headerOffset + FRAGMENT_HEADER_LENGTH;
            offset = field & FRAGMENT_OFFSET_MASK;
            isLast = (field & 1) == 0;
        }
        length = networkOffset + ipLength - dataOffset;
        int counted = isIpv4 ? headerLength() : headerLength() - IPV6_LENGTH;
        return length > 0 && (isLast || (length & UNIT_MASK) == 0) && counted + end() <= LONGEST;
    }

    /** What it has in common with the other fragments of its datagram. */
    DatagramKey key(long scope, boolean hasProtocol) {
        int n = networkOffset;
        if (isIpv4) {
            int kind = IPV4_KIND | (hasProtocol ? packet.u8(n + IPV4_PROTOCOL) : 0);
            int identification = packet.u16(n + IPV4_IDENTIFICATION);
            long source = packet.u32(n + IPV4_ADDRESSES);
            long target = packet.u32(n + IPV4_ADDRESSES + Integer.BYTES);
            return new DatagramKey(kind, identification, scope, 0, source, 0, target);
        }
        int addresses = n + IPV6_ADDRESSES;
        return new DatagramKey(
                IPV6_KIND,
                packet.i32(headerOffset + FRAGMENT_IDENTIFICATION),
                scope,
                packet.i64(addresses),
                packet.i64(addresses + Long.BYTES),
                packet.i64(addresses + 2 * Long.BYTES),
                packet.i64(addresses + 3 * Long.BYTES));
    }

    boolean isIpv4() {
        return isIpv4;
    }

    /** Bytes of the datagram in front of it, a multiple of 8. */
    int offset() {
        return offset;
    }

    /** Bytes of the datagram that it carries, from 1; not all need be in hand. */
    int length() {
        return length;
    }

    /** Bytes of the datagram up to its last one. */
    int end() {
        return offset + length;
    }

    /** Whether nothing comes behind it. */
    boolean isLast() {
        return isLast;
    }

    int ipLength() {
        return ipLength;
    }

    /** Bytes of the headers in front of what is fragmented, without the fragment header. */
    private int headerLength() {
        return isIpv4 ? dataOffset - networkOffset : headerOffset - networkOffset;
    }

    /** A copy of the data in hand. */
    byte[] data() {
        int inHand = Math.max(0, Math.min(length, packet.capturedLength() - dataOffset));
        byte[] data = new byte[inHand];
        if (inHand > 0) {
            packet.copy(dataOffset, data, 0, inHand);
        }
        return data;
    }

    /** A copy of the headers in front of what is fragmented; in IPv6 they announce what follows the fragment header. */
    byte[] header() {
        byte[] header = new byte[headerLength()];
        packet.copy(networkOffset, header, 0, header.length);
        if (!isIpv4) {
            DatagramHeader.announce(packet.u8(headerOffset), header);
        }
        return header;
    }
}
