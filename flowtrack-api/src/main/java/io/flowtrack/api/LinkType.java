package io.flowtrack.api;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the first byte of a captured frame belongs to: a number from the link-layer header type registry of tcpdump.org,
 * as capture files carry it.
 *
 * @param number the LINKTYPE_ value, 0 to 65535; values that are not named here are legal
 */
public record LinkType(int number) {
    /** BSD loopback: a four-byte address family in the byte order of the capturing machine. */
    public static final LinkType NULL = new LinkType(0);
    /** Ethernet II or 802.3, without preamble; usually without frame check sequence. */
    public static final LinkType ETHERNET = new LinkType(1);
    /** PPP, with address and control bytes or without. */
    public static final LinkType PPP = new LinkType(9);
    /** Fiber Distributed Data Interface. */
    public static final LinkType FDDI = new LinkType(10);
    /** PPP in HDLC framing, or Cisco's HDLC. */
    public static final LinkType PPP_HDLC = new LinkType(50);
    /** A PPPoE session, without the Ethernet header in front of it. */
    public static final LinkType PPP_ETHER = new LinkType(51);
    /** IPv4 or IPv6 without any link header, told apart by the version nibble. */
    public static final LinkType RAW = new LinkType(101);
    /** Cisco's HDLC, or PPP in HDLC framing. */
    public static final LinkType C_HDLC = new LinkType(104);
    /** IEEE 802.11. */
    public static final LinkType IEEE802_11 = new LinkType(105);
    /** OpenBSD loopback: a four-byte address family in network byte order. */
    public static final LinkType LOOP = new LinkType(108);
    /** Linux cooked capture, version 1: 16 bytes. */
    public static final LinkType LINUX_SLL = new LinkType(113);
    /** IEEE 802.11 behind a Prism header. */
    public static final LinkType IEEE802_11_PRISM = new LinkType(119);
    /** IEEE 802.11 behind a radiotap header. */
    public static final LinkType IEEE802_11_RADIOTAP = new LinkType(127);
    /** IEEE 802.11 behind an AVS header. */
    public static final LinkType IEEE802_11_AVS = new LinkType(163);
    /** IPv4 without any link header. */
    public static final LinkType IPV4 = new LinkType(228);
    /** IPv6 without any link header. */
    public static final LinkType IPV6 = new LinkType(229);
    /** What Linux's packet filter logs: fields of type, length and value. */
    public static final LinkType NFLOG = new LinkType(239);
    /** Linux cooked capture, version 2: 20 bytes. */
    public static final LinkType LINUX_SLL2 = new LinkType(276);

    /** Numbers that libpcap uses on some systems for raw IP, in files written by careless programs. */
    private static final int DLT_RAW = 12;

    private static final int DLT_RAW_OPENBSD = 14;

    private static final String UNNAMED = "LINKTYPE ";

    /** Those of the constants, and of other links that captures are often taken on. */
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(NULL.number, "NULL"),
            Map.entry(ETHERNET.number, "ETHERNET"),
            Map.entry(6, "IEEE802_5"),
            Map.entry(7, "ARCNET_BSD"),
            Map.entry(8, "SLIP"),
            Map.entry(PPP.number, "PPP"),
            Map.entry(FDDI.number, "FDDI"),
            Map.entry(PPP_HDLC.number, "PPP_HDLC"),
            Map.entry(PPP_ETHER.number, "PPP_ETHER"),
            Map.entry(100, "ATM_RFC1483"),
            Map.entry(RAW.number, "RAW"),
            Map.entry(C_HDLC.number, "C_HDLC"),
            Map.entry(IEEE802_11.number, "IEEE802_11"),
            Map.entry(107, "FRELAY"),
            Map.entry(LOOP.number, "LOOP"),
            Map.entry(LINUX_SLL.number, "LINUX_SLL"),
            Map.entry(IEEE802_11_PRISM.number, "IEEE802_11_PRISM"),
            Map.entry(122, "IP_OVER_FC"),
            Map.entry(123, "SUNATM"),
            Map.entry(IEEE802_11_RADIOTAP.number, "IEEE802_11_RADIOTAP"),
            Map.entry(129, "ARCNET_LINUX"),
            Map.entry(143, "DOCSIS"),
            Map.entry(IEEE802_11_AVS.number, "IEEE802_11_AVS"),
            Map.entry(187, "BLUETOOTH_HCI_H4"),
            Map.entry(189, "USB_LINUX"),
            Map.entry(192, "PPI"),
            Map.entry(195, "IEEE802_15_4_WITHFCS"),
            Map.entry(201, "BLUETOOTH_HCI_H4_WITH_PHDR"),
            Map.entry(220, "USB_LINUX_MMAPPED"),
            Map.entry(227, "CAN_SOCKETCAN"),
            Map.entry(IPV4.number, "IPV4"),
            Map.entry(IPV6.number, "IPV6"),
            Map.entry(230, "IEEE802_15_4_NOFCS"),
            Map.entry(NFLOG.number, "NFLOG"),
            Map.entry(242, "IPOIB"),
            Map.entry(249, "USBPCAP"),
            Map.entry(253, "NETLINK"),
            Map.entry(LINUX_SLL2.number, "LINUX_SLL2"));

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if {@code number} is not within 0 to 65535
     */
    public LinkType {
        if (number < 0 || number > 0xFFFF) {
            throw new IllegalArgumentException("link type " + number + " is not within 0 to 65535");
        }
    }

    /**
     * The link type of that number; the two DLT_RAW values that leak into files (12 and 14) become {@link #RAW}.
     *
     * @param number 0 to 65535
     * @throws IllegalArgumentException if {@code number} is out of range
     */
    public static LinkType of(int number) {
        return number == DLT_RAW || number == DLT_RAW_OPENBSD ? RAW : new LinkType(number);
    }

    /**
     * The link type of that name (as {@link #toString} gives it, in any case) or decimal number.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static LinkType parse(String text) {
        String wanted = text.toUpperCase(Locale.ROOT);
        for (Map.Entry<Integer, String> entry : NAMES.entrySet()) {
            if (entry.getValue().equals(wanted)) {
                return new LinkType(entry.getKey());
            }
        }
        OptionalInt number = number(wanted.startsWith(UNNAMED) ? wanted.substring(UNNAMED.length()) : wanted);
        if (number.isEmpty()) {
            throw new IllegalArgumentException("unknown link type '" + text + "'");
        }
        return of(number.getAsInt());
    }

    private static OptionalInt number(String text) {
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** The name without its LINKTYPE_ prefix, or {@code LINKTYPE 147} for one that is not named here. */
    @Override
    public String toString() {
        return NAMES.getOrDefault(number, UNNAMED + number);
    }
}
