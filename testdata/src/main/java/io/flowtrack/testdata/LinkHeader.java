package io.flowtrack.testdata;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes the header of a link, and the VLAN tags behind it. */
final class LinkHeader {
    private static final int ETHERTYPE_IPV6 = 0x86DD;
    private static final int LONGEST = 256;
    private static final int MAC_BITS = 48;
    private static final int MAC_LENGTH = 6;
    private static final int AF_INET = 2;
    private static final int AF_INET6_DARWIN = 30;
    private static final int ARPHRD_ETHER = 1;
    private static final int SLL_TO_US = 0;
    private static final int SLL2_INTERFACE = 2;

    private record Tag(int tpid, int tagControl) {}

    private final MacAddress source;
    private final MacAddress destination;
    private final List<Tag> tags = new ArrayList<>();
    private LinkType type = LinkType.ETHERNET;
    private ByteOrder familyOrder = ByteOrder.LITTLE_ENDIAN;
    private int family = -1;

    LinkHeader(MacAddress source, MacAddress destination) {
        this.source = source;
        this.destination = destination;
    }

    LinkType type() {
        return type;
    }

    boolean isEthernet() {
        return type.equals(LinkType.ETHERNET);
    }

    void type(LinkType type) {
        this.type = type;
    }

    void tag(int tpid, int tagControl) {
        tags.add(new Tag(tpid, tagControl));
    }

    void familyOrder(ByteOrder order) {
        this.familyOrder = order;
    }

    void family(int family) {
        this.family = family;
    }

    byte[] bytes(int etherType) {
        ByteBuffer header = ByteBuffer.allocate(LONGEST);
        int first = tags.isEmpty() ? etherType : tags.get(0).tpid();
        if (isEthernet()) {
            putMac(putMac(header, destination), source).putShort((short) first);
        } else if (type.equals(LinkType.LINUX_SLL)) {
            header.putShort((short) SLL_TO_US).putShort((short) ARPHRD_ETHER).putShort((short) MAC_LENGTH);
            putMac(header, source).putShort((short) 0).putShort((short) first);
        } else if (type.equals(LinkType.LINUX_SLL2)) {
            header.putShort((short) first).putShort((short) 0).putInt(SLL2_INTERFACE);
            header.putShort((short) ARPHRD_ETHER).put((byte) SLL_TO_US).put((byte) MAC_LENGTH);
            putMac(header, source).putShort((short) 0);
        } else {
            putUntagged(header, etherType);
        }
        putTags(header, etherType);
        byte[] bytes = new byte[header.flip().limit()];
        header.get(bytes);
        return bytes;
    }

    private void putTags(ByteBuffer header, int etherType) {
        for (int i = 0; i < tags.size(); i++) {
            int next = i + 1 < tags.size() ? tags.get(i + 1).tpid() : etherType;
            header.putShort((short) tags.get(i).tagControl()).putShort((short) next);
        }
    }

    private void putUntagged(ByteBuffer header, int etherType) {
        if (!tags.isEmpty()) {
            throw new IllegalStateException("no VLAN tags on a link of type " + type);
        }
        int usual = etherType == ETHERTYPE_IPV6 ? AF_INET6_DARWIN : AF_INET;
        if (type.equals(LinkType.NULL)) {
            header.order(familyOrder).putInt(family < 0 ? usual : family);
        } else if (type.equals(LinkType.LOOP)) {
            header.putInt(family < 0 ? usual : family);
        } else if (!type.equals(LinkType.RAW) && !type.equals(LinkType.IPV4) && !type.equals(LinkType.IPV6)) {
            throw new IllegalStateException("no builder for links of type " + type);
        }
    }

    private static ByteBuffer putMac(ByteBuffer header, MacAddress mac) {
        return header.putShort((short) (mac.bits() >>> (MAC_BITS - Short.SIZE))).putInt((int) mac.bits());
    }
}
