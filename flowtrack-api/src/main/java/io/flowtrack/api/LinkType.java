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
    /** IPv4 or IPv6 without any link header, told apart by the version nibble. */
    public static final LinkType RAW = new LinkType(101);
    /** OpenBSD loopback: a four-byte address family in network byte order. */
    public static final LinkType LOOP = new LinkType(108);
    /** Linux cooked capture, version 1: 16 bytes. */
    public static final LinkType LINUX_SLL = new LinkType(113);
    /** IPv4 without any link header. */
    public static final LinkType IPV4 = new LinkType(228);
    /** IPv6 without any link header. */
    public static final LinkType IPV6 = new LinkType(229);
    /** Linux cooked capture, version 2: 20 bytes. */
    public static final LinkType LINUX_SLL2 = new LinkType(276);

    /** Numbers that libpcap uses on some systems for raw IP, in files written by careless programs. */
    private static final int DLT_RAW = 12;

    private static final int DLT_RAW_OPENBSD = 14;

    private static final String UNNAMED = "LINKTYPE ";

    private static final Map<Integer, String> NAMES = Map.of(
            NULL.number, "NULL",
            ETHERNET.number, "ETHERNET",
            RAW.number, "RAW",
            LOOP.number, "LOOP",
            LINUX_SLL.number, "LINUX_SLL",
            IPV4.number, "IPV4",
            IPV6.number, "IPV6",
            LINUX_SLL2.number, "LINUX_SLL2");

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
