package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTypeTest {
    /** Numbers of the registry at tcpdump.org. */
    @ParameterizedTest
    @CsvSource({
        "0, NULL",
        "1, ETHERNET",
        "101, RAW",
        "108, LOOP",
        "113, LINUX_SLL",
        "228, IPV4",
        "229, IPV6",
        "276, LINUX_SLL2"
    })
    void namedOnesAreReadByNameAndNumber(int number, String name) {
        assertThat(LinkType.of(number)).hasToString(name);
        assertThat(LinkType.parse(name).number()).isEqualTo(number);
        assertThat(LinkType.parse(name.toLowerCase(Locale.ROOT)).number()).isEqualTo(number);
        assertThat(LinkType.parse(Integer.toString(number)).number()).isEqualTo(number);
    }

    @Test
    void othersAreReadByNumber() {
        assertThat(LinkType.parse("147").number()).isEqualTo(147);
        assertThat(LinkType.of(147)).hasToString("LINKTYPE 147");
        assertThat(LinkType.parse("LINKTYPE 147").number()).isEqualTo(147);
        assertThat(LinkType.of(65535).number()).isEqualTo(65535);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 14})
    void numbersThatLeakFromRawCapturesMeanRaw(int number) {
        assertThat(LinkType.of(number)).isEqualTo(LinkType.RAW);
        assertThat(LinkType.parse(Integer.toString(number))).isEqualTo(LinkType.RAW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ethernet2", "-1", "65536", "0x1", "99999999999"})
    void otherTextIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LinkType.parse(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void otherNumbersAreRefused(int number) {
        assertThatIllegalArgumentException().isThrownBy(() -> LinkType.of(number));
    }
}
