package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MacAddressTest {
    @Test
    void itIsWrittenInPairsOfDigits() {
        assertThat(new MacAddress(0)).hasToString("00:00:00:00:00:00");
        assertThat(new MacAddress(0x0200_5E10_AF01L)).hasToString("02:00:5e:10:af:01");
        assertThat(new MacAddress(0xFFFF_FFFF_FFFFL)).hasToString("ff:ff:ff:ff:ff:ff");
    }

    @Test
    void addressesAreOrderedByValue() {
        assertThat(new MacAddress(0x7FFF_FFFF_FFFFL)).isLessThan(new MacAddress(0x8000_0000_0000L));
        assertThat(new MacAddress(5)).isEqualByComparingTo(new MacAddress(5));
    }

    @Test
    void moreThanSixBytesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MacAddress(1L << 48));
        assertThatIllegalArgumentException().isThrownBy(() -> new MacAddress(-1));
    }
}
