package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
    private static final long SEED = 20_260_804;

    private static IpAddress parse(String text) throws UnknownHostException {
        return IpAddress.of(InetAddress.getByName(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.0.0.1", "128.0.0.0", "192.0.2.255", "255.255.255.255"})
    void ipv4IsDottedDecimal(String text) throws UnknownHostException {
        assertThat(parse(text)).hasToString(text);
        assertThat(parse(text).version()).isEqualTo(IpAddress.IPV4);
    }

    /** The examples of RFC 5952, sections 4 and 5, and the ends of the address. */
    @ParameterizedTest
    @CsvSource({
        "2001:0db8:0000:0000:0000:0000:0002:0001, 2001:db8::2:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:DB8:0:0:0:0:AAAA:FFFF, 2001:db8::aaaa:ffff",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "0:0:1:0:0:0:0:0, 0:0:1::",
        "0:1:1:1:1:1:1:1, 0:1:1:1:1:1:1:1",
        "1:1:1:1:1:1:1:0, 1:1:1:1:1:1:1:0",
        "0:0:1:1:1:1:0:0, ::1:1:1:1:0:0",
        "1:1:1:0:0:1:1:1, 1:1:1::1:1:1",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "0:0:0:0:0:1:c000:201, ::1:c000:201",
        "0:0:0:0:1:ffff:c000:201, ::1:ffff:c000:201"
    })
    void ipv6IsCanonical(String written, String canonical) throws UnknownHostException {
        assertThat(parse(written)).hasToString(canonical);
        assertThat(parse(canonical)).isEqualTo(parse(written));
    }

    @Test
    void aMappedAddressKeepsItsVersion() {
        IpAddress mapped = IpAddress.ofIpv6(0, 0xFFFF_C000_0201L);
        assertThat(mapped.version()).isEqualTo(IpAddress.IPV6);
        assertThat(mapped).hasToString("::ffff:192.0.2.1").isNotEqualTo(IpAddress.ofIpv4(0xC000_0201));
        assertThat(mapped.toInetAddress()).isInstanceOf(Inet4Address.class);
    }

    /** Four groups, some of them zero. */
    private static long sparse(Random random) {
        long bits = 0;
        for (int i = 0; i < 4; i++) {
            bits = bits << 16 | (random.nextBoolean() ? 0 : random.nextInt(0x10000));
        }
        return bits;
    }

    @Test
    void everyTextIsReadAsTheSameAddress() throws UnknownHostException {
        Random random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            IpAddress address = IpAddress.ofIpv6(0x2000_0000_0000_0000L | sparse(random), sparse(random));
            assertThat(parse(address.toString())).as("seed %d", SEED).isEqualTo(address);
            assertThat(IpAddress.of(address.toInetAddress())).isEqualTo(address);
            IpAddress four = IpAddress.ofIpv4(random.nextInt());
            assertThat(parse(four.toString())).isEqualTo(four);
            assertThat(IpAddress.of(four.toInetAddress())).isEqualTo(four);
        }
    }

    @Test
    void addressesAreOrderedAsUnsignedNumbersVersionFirst() throws UnknownHostException {
        List<IpAddress> ascending = List.of(
                parse("0.0.0.0"),
                parse("127.255.255.255"),
                parse("128.0.0.0"),
                parse("255.255.255.255"),
                parse("::"),
                parse("::7fff:ffff:ffff:ffff"),
                parse("::8000:0:0:0"),
                parse("0:0:0:1::"),
                parse("7fff::"),
                parse("8000::"),
                parse("ffff::"));
        assertThat(ascending).isSortedAccordingTo(IpAddress::compareTo);
        assertThat(ascending.get(3)).isEqualByComparingTo(IpAddress.ofIpv4(-1));
    }

    @Test
    void whatIsNoAddressIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(5, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(4, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(4, 0, 1L << 32));
        assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(4, 0, -1));
    }
}
