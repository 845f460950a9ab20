package io.flowtrack.api;

/**
 * The addresses that begin with the same bits, of one IP version.
 *
 * @param address the lowest of them: all bits behind the prefix are 0
 * @param prefixLength how many bits are the same, 0 to 32 or 0 to 128
 */
public record IpNetwork(IpAddress address, int prefixLength) {
    private static final int IPV6_BITS = 128;

    /**
     * Checks the length, and sets the bits behind the prefix to 0.
     *
     * @throws IllegalArgumentException if the prefix is negative or longer than an address
     */
    public IpNetwork {
        boolean isIpv4 = address.version() == IpAddress.IPV4;
        if (prefixLength < 0 || prefixLength > (isIpv4 ? Integer.SIZE : IPV6_BITS)) {
            throw new IllegalArgumentException("a prefix of " + prefixLength + " bits for " + address);
        }
        address = isIpv4
                ? new IpAddress(IpAddress.IPV4, 0, address.low() & (prefixMask(prefixLength) >>> Integer.SIZE))
                : IpAddress.ofIpv6(
                        address.high() & prefixMask(prefixLength),
                        address.low() & prefixMask(prefixLength - Long.SIZE));
    }

    /** The network of that address and as many first bits. */
    public static IpNetwork of(IpAddress address, int prefixLength) {
        return new IpNetwork(address, prefixLength);
    }

    /**
     * Reads {@code 192.168.0.0/16} or {@code 2001:db8::/32}; an address alone is the network of that one address.
     *
     * @throws IllegalArgumentException if it is not the text of a network
     */
    public static IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            IpAddress address = IpAddress.parse(text);
            return of(address, address.version() == IpAddress.IPV4 ? Integer.SIZE : IPV6_BITS);
        }
        String prefix = text.substring(slash + 1);
        if (!prefix.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("not an IP network: " + text);
        }
        return of(IpAddress.parse(text.substring(0, slash)), Integer.parseInt(prefix));
    }

    /** Whether the address is of this version and network. */
    public boolean contains(IpAddress other) {
        return other.version() == IpAddress.IPV4
                ? containsIpv4((int) other.low())
                : containsIpv6(other.high(), other.low());
    }

    /** Whether the IPv4 address of these 32 bits is of this network. */
    public boolean containsIpv4(int bits) {
        int mask = (int) (prefixMask(prefixLength) >>> Integer.SIZE);
        return address.version() == IpAddress.IPV4 && (bits & mask) == (int) address.low();
    }

    /** Whether the IPv6 address of these two halves is of this network. */
    public boolean containsIpv6(long high, long low) {
        return address.version() == IpAddress.IPV6
                && (high & prefixMask(prefixLength)) == address.high()
                && (low & prefixMask(prefixLength - Long.SIZE)) == address.low();
    }

    /** That many leading ones of 64: none if negative, all if more. */
    private static long prefixMask(int length) {
        if (length <= 0) {
            return 0;
        }
        return length >= Long.SIZE ? -1 : -1L << (Long.SIZE - length);
    }

    /** The address and the length of the prefix: {@code 192.168.0.0/16}. */
    @Override
    public String toString() {
        return address + "/" + prefixLength;
    }
}
