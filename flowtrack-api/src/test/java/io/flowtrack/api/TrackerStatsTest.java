package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrackerStatsTest {
    private final TrackerStats stats = new TrackerStats(
            10,
            7,
            Map.of(PassReason.NOT_IP, 2L, PassReason.LATE, 1L),
            new InnerStats(4, Map.of(PassReason.LATE, 2L), new FragmentStats(3, 0, Map.of())),
            5,
            Map.of(EndReason.FIN, 3L, EndReason.IDLE_TIMEOUT, 1L),
            1,
            FragmentStats.NONE,
            EmergencyStats.NONE);

    @Test
    void itCountsByReasonAndInAll() {
        assertThat(stats.passedOver(PassReason.NOT_IP)).isEqualTo(2);
        assertThat(stats.passedOver(PassReason.LATE)).isEqualTo(1);
        assertThat(stats.passedOver(PassReason.NOT_WANTED)).isZero();
        assertThat(stats.passedOverTotal()).isEqualTo(3);
        assertThat(stats.flowsEnded(EndReason.FIN)).isEqualTo(3);
        assertThat(stats.flowsEnded(EndReason.RST)).isZero();
        assertThat(stats.flowsEndedTotal()).isEqualTo(4);
    }

    @Test
    void itCountsPacketsInsideOfOthersBeside() {
        assertThat(stats.inner().packets()).isEqualTo(4 + 2 + 3);
        assertThat(stats.inner().passedOver(PassReason.LATE)).isEqualTo(2);
        assertThat(stats.inner().passedOver(PassReason.NOT_IP)).isZero();
        assertThat(InnerStats.NONE.packets()).isZero();
    }

    @Test
    void nothingCountedIsZero() {
        TrackerStats empty = new TrackerStats(
                0, 0, Map.of(), InnerStats.NONE, 0, Map.of(), 0, FragmentStats.NONE, EmergencyStats.NONE);
        assertThat(empty.passedOverTotal()).isZero();
        assertThat(empty.flowsEndedTotal()).isZero();
    }

    @Test
    void theMapsAreCopiedAndCannotBeChanged() {
        Map<PassReason, Long> reasons = new EnumMap<>(PassReason.class);
        reasons.put(PassReason.NOT_IP, 1L);
        TrackerStats copied = new TrackerStats(
                1, 0, reasons, InnerStats.NONE, 0, Map.of(), 0, FragmentStats.NONE, EmergencyStats.NONE);
        reasons.put(PassReason.NOT_IP, 9L);
        assertThat(copied.passedOver(PassReason.NOT_IP)).isEqualTo(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> copied.passedOver().put(PassReason.LATE, 1L));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> copied.flowsEnded().clear());
        InnerStats inner = new InnerStats(1, reasons, FragmentStats.NONE);
        reasons.put(PassReason.NOT_IP, 8L);
        assertThat(inner.passedOver(PassReason.NOT_IP)).isEqualTo(9);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> inner.passedOver().clear());
    }
}
