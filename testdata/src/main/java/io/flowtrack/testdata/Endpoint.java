package io.flowtrack.testdata;

import io.flowtrack.api.IpAddress;
import io.flowtrack.api.MacAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * One end of a conversation. The ready ones have addresses from the documentation ranges (RFC 5737, RFC 3849).
 *
 * @param address IPv4 or IPv6
 * @param port 0 to 65535; of no meaning for protocols without ports
 * @param mac the Ethernet address of its network card
 */
public record Endpoint(IpAddress address, int port, MacAddress mac) {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final long LOCALLY_ADMINISTERED = 0x0200_0000_0000L;
    private static final int CLIENT_NETWORK = 0xC000_0200; // 192.0.2.0/24
    private static final int SERVER_NETWORK = 0xC633_6400; // 198.51.100.0/24
    private static final long CLIENT_NETWORK6 = 0x2001_0DB8_0000_0001L; // 2001:db8:0:1::/64
    private static final long SERVER_NETWORK6 = 0x2001_0DB8_0000_0002L; // 2001:db8:0:2::/64
    private static final int HOST_COUNT = 250;
    private static final int FIRST_CLIENT_PORT = 49152;
    private static final int CLIENT_PORT_COUNT = 16384;

    /**
     * Checks the port.
     *
     * @throws IllegalArgumentException if it is not within 0 to 65535
     */
    public Endpoint {
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("port " + port + " is not within 0 to 65535");
        }
    }

    /** An endpoint whose MAC address is made from its IP address: 02:00, or 02:06 for IPv6, and the last four bytes. */
    public static Endpoint of(IpAddress address, int port) {
        long version = address.version() == IpAddress.IPV6 ? 0x06L << Integer.SIZE : 0;
        return new Endpoint(
                address, port, new MacAddress(LOCALLY_ADMINISTERED | version | (address.low() & 0xFFFF_FFFFL)));
    }

    /**
     * An endpoint by the text of its address. IPv4-mapped addresses become IPv4 ones here.
     *
     * @throws IllegalArgumentException if {@code address} is not an IP address; names are not looked up
     */
    public static Endpoint of(String address, int port) {
        if (!LITERAL.matcher(address).matches()) {
            throw new IllegalArgumentException("not an IP address: " + address);
        }
        try {
            return of(IpAddress.of(InetAddress.getByName(address)), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + address, e);
        }
    }

    /**
     * One of many IPv4 clients, in 192.0.2.0/24 with a port from 49152.
     *
     * @param number from 0; different numbers below 2048000 give different address and port pairs
     */
    public static Endpoint client(int number) {
        return of(IpAddress.ofIpv4(CLIENT_NETWORK + host(number)), clientPort(number));
    }

    /** One of 250 IPv4 servers, in 198.51.100.0/24. */
    public static Endpoint server(int number, int port) {
        return of(IpAddress.ofIpv4(SERVER_NETWORK + host(number)), port);
    }

    /** One of many IPv6 clients, in 2001:db8:0:1::/64; numbered as {@link #client}. */
    public static Endpoint client6(int number) {
        return of(IpAddress.ofIpv6(CLIENT_NETWORK6, host(number)), clientPort(number));
    }

    /** One of 250 IPv6 servers, in 2001:db8:0:2::/64. */
    public static Endpoint server6(int number, int port) {
        return of(IpAddress.ofIpv6(SERVER_NETWORK6, host(number)), port);
    }

    /** The same host with another port. */
    public Endpoint port(int port) {
        return new Endpoint(address, port, mac);
    }

    /** Whether the address is an IPv6 one. */
    public boolean isIpv6() {
        return address.version() == IpAddress.IPV6;
    }

    private static int host(int number) {
        return 1 + Math.floorMod(number, HOST_COUNT);
    }

    private static int clientPort(int number) {
        return FIRST_CLIENT_PORT + Math.floorMod(number, CLIENT_PORT_COUNT);
    }
}
