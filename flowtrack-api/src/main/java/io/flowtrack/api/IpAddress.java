package io.flowtrack.api;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * An IPv4 or IPv6 address. An IPv4-mapped IPv6 address is an IPv6 address here: it is what the packet said.
 *
 * @param version 4 or 6
 * @param high the first eight bytes of an IPv6 address; 0 for IPv4
 * @param low the last eight bytes of an IPv6 address; the address itself for IPv4, 0 to 4294967295
 */
public record IpAddress(int version, long high, long low) implements Comparable<IpAddress> {
    /** IP version 4. */
    public static final int IPV4 = 4;
    /** IP version 6. */
    public static final int IPV6 = 6;

    private static final long MAX_IPV4 = 0xFFFF_FFFFL;
    private static final int IPV6_LENGTH = 16;
    private static final int GROUPS = 8;
    private static final int GROUP_BITS = 16;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the version is neither 4 nor 6, or an IPv4 address has more than 32 bits
     */
    public IpAddress {
        if (version != IPV4 && version != IPV6) {
            throw new IllegalArgumentException("IP version " + version);
        }
        if (version == IPV4 && (high != 0 || low < 0 || low > MAX_IPV4)) {
            throw new IllegalArgumentException("an IPv4 address of more than 32 bits");
        }
    }

    /** The IPv4 address of these 32 bits, most significant byte first. */
    public static IpAddress ofIpv4(int bits) {
        return new IpAddress(IPV4, 0, bits & MAX_IPV4);
    }

    /** The IPv6 address of these two halves. */
    public static IpAddress ofIpv6(long high, long low) {
        return new IpAddress(IPV6, high, low);
    }

    /** The same address. (Java itself turns IPv4-mapped IPv6 addresses into IPv4 ones.) */
    public static IpAddress of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return address instanceof Inet4Address ? ofIpv4(bytes.getInt()) : ofIpv6(bytes.getLong(), bytes.getLong());
    }

    /**
     * Reads the text of an address: dotted decimal, or any text form of RFC 4291, section 2.2. No name is looked up.
     *
     * @throws IllegalArgumentException if it is not the text of an address
     */
    public static IpAddress parse(String text) {
        return IpAddressText.parse(text);
    }

    /** The same address as Java's own type; an IPv4-mapped one becomes an {@link Inet4Address}. */
    public InetAddress toInetAddress() {
        ByteBuffer bytes = version == IPV4
                ? ByteBuffer.allocate(Integer.BYTES).putInt((int) low)
                : ByteBuffer.allocate(IPV6_LENGTH).putLong(high).putLong(low);
        try {
            return InetAddress.getByAddress(bytes.array());
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of 4 or 16 bytes is legal", e);
        }
    }

    /** IPv4 before IPv6, then by value as unsigned numbers. */
    @Override
    public int compareTo(IpAddress other) {
        int order = Integer.compare(version, other.version);
        if (order == 0) {
            order = Long.compareUnsigned(high, other.high);
        }
        return order == 0 ? Long.compareUnsigned(low, other.low) : order;
    }

    /** Dotted decimal, or the canonical text of RFC 5952. */
    @Override
    public String toString() {
        return version == IPV4 ? dotted(low) : canonicalIpv6();
    }

    private static String dotted(long bits) {
        return (bits >>> 24 & 0xFF) + "." + (bits >>> 16 & 0xFF) + "." + (bits >>> 8 & 0xFF) + "." + (bits & 0xFF);
    }

    /** RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as "::". */
    private String canonicalIpv6() {
        boolean mapped = high == 0 && low >>> 32 == 0xFFFF;
        if (mapped) {
            return "::ffff:" + dotted(low & MAX_IPV4);
        }
        int runStart = -1;
        int runLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = zeroGroupsFrom(i);
            if (length > runLength) {
                runStart = i;
                runLength = length;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    private int zeroGroupsFrom(int index) {
        int length = 0;
        while (index + length < GROUPS && group(index + length) == 0) {
            length++;
        }
        return length;
    }

    private int group(int index) {
        long half = index < GROUPS / 2 ? high : low;
        int shift = (GROUPS / 2 - 1 - index % (GROUPS / 2)) * GROUP_BITS;
        return (int) (half >>> shift) & 0xFFFF;
    }
}
