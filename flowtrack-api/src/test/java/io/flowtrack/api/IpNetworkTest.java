package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworkTest {
    private static final long SEED = 20_260_807;

    @ParameterizedTest
    @CsvSource({
        "192.168.0.0/16, 192.168.255.255, true",
        "192.168.0.0/16, 192.169.0.0, false",
        "192.168.1.2, 192.168.1.2, true",
        "192.168.1.2, 192.168.1.3, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, ::, false",
        "::/0, 0.0.0.0, false",
        "::/0, ffff::1, true",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::/64, 2001:db8::ffff:0:0:1, true",
        "2001:db8::/96, 2001:db8::ffff:1, true",
        "2001:db8::/96, 2001:db8::1:0:1, false",
        "::1, ::1, true",
        "::1, ::2, false",
        "::ffff:0:0/96, ::ffff:1.2.3.4, true"
    })
    void aNetworkHoldsTheAddressesThatBeginWithItsPrefix(String network, String address, boolean isWithin) {
        assertThat(IpNetwork.parse(network).contains(IpAddress.parse(address))).isEqualTo(isWithin);
    }

    @Test
    void bitsBehindThePrefixAreNotPartOfTheNetwork() {
        assertThat(IpNetwork.parse("10.1.2.3/8")).isEqualTo(IpNetwork.parse("10.0.0.0/8"));
        assertThat(IpNetwork.parse("2001:db8::1/32")).hasToString("2001:db8::/32");
        assertThat(IpNetwork.of(IpAddress.parse("1.2.3.4"), 32)).hasToString("1.2.3.4/32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "::/129", "10.0.0.0/8/8", "10/8", "::/1000"
            })
    void whatIsNoNetworkIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> IpNetwork.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.256",
                "1.2.3.x",
                "1.2.3.",
                "localhost",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "12345::",
                "::g",
                "::1%eth0",
                "[::1]",
                "1.2.3.4::",
                "1.2.3.4::1.2.3.4",
                "::1.2.3.4:1",
                "::1.2.3.400",
                " ::1",
                "1:",
                ":1",
                "1:2:3:4:5:6:7:1.2.3.4"
            })
    void whatIsNoAddressIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.parse(text))
                .withMessageContaining(text);
    }

    @Test
    void theTextOfAnAddressIsReadBack() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2000; i++) {
            long high = random.nextInt(3) == 0 ? 0 : random.nextLong() << random.nextInt(64);
            long low = random.nextInt(3) == 0 ? random.nextInt(0x10000) : random.nextLong();
            IpAddress address = random.nextBoolean() ? IpAddress.ofIpv4((int) low) : IpAddress.ofIpv6(high, low);
            assertThat(IpAddress.parse(address.toString())).as("seed %d", SEED).isEqualTo(address);
        }
        assertThat(IpAddress.parse("1:2:3:4:5:6:7::")).hasToString("1:2:3:4:5:6:7:0");
        assertThat(IpAddress.parse("0:0:0:0:0:FFFF:1.2.3.4")).hasToString("::ffff:1.2.3.4");
    }

    @Test
    void containmentIsWhatArithmeticSays() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2000; i++) {
            IpAddress base = IpAddress.ofIpv6(random.nextLong(), random.nextLong());
            int prefix = random.nextInt(129);
            BigInteger other = number(base).flipBit(random.nextInt(128));
            IpAddress address = IpAddress.ofIpv6(other.shiftRight(64).longValue(), other.longValue());
            boolean isWithin = number(base).xor(other).shiftRight(128 - prefix).signum() == 0;
            assertThat(IpNetwork.of(base, prefix).contains(address))
                    .as("%s/%d, %s, seed %d", base, prefix, address, SEED)
                    .isEqualTo(isWithin);
        }
    }

    private static BigInteger number(IpAddress address) {
        return new BigInteger(Long.toUnsignedString(address.high()))
                .shiftLeft(64)
                .or(new BigInteger(Long.toUnsignedString(address.low())));
    }
}
