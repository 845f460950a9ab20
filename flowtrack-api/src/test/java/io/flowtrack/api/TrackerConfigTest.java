package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerConfigTest {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    /** One setter of a duration. */
    interface DurationSetter {
        void set(TrackerConfig.Builder builder, Duration duration);
    }

    static Stream<DurationSetter> timeouts() {
        return Stream.of(
                TrackerConfig.Builder::tcpIdleTimeout,
                TrackerConfig.Builder::udpIdleTimeout,
                TrackerConfig.Builder::otherIdleTimeout,
                TrackerConfig.Builder::activeTimeout);
    }

    static Stream<DurationSetter> durationsThatMayBeZero() {
        return Stream.of(TrackerConfig.Builder::closeLinger, TrackerConfig.Builder::sweepInterval);
    }

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        TrackerConfig config = TrackerConfig.defaults();
        assertThat(config.tcpIdleTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.udpIdleTimeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.otherIdleTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.activeTimeout()).isEmpty();
        assertThat(config.closeLinger()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.endedAt()).isEqualTo(EndedAt.CLOSE);
        assertThat(config.sweepInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.maxFlows()).isEqualTo(100_000);
        assertThat(config.initialCapacity()).isEqualTo(1_024);
        assertThat(config.hashSeed()).isEmpty();
        assertThat(config.emergency()).contains(new EmergencyPolicy(4, 70));
        assertThat(config.memoryBudget()).isEmpty();
    }

    private static TrackerConfig.Builder unusual() {
        return TrackerConfig.builder()
                .tcpIdleTimeout(Duration.ofSeconds(11))
                .udpIdleTimeout(Duration.ofSeconds(12))
                .otherIdleTimeout(Duration.ofSeconds(13))
                .activeTimeout(Duration.ofSeconds(14))
                .closeLinger(Duration.ofSeconds(15))
                .endedAt(EndedAt.LINGER_END)
                .sweepInterval(Duration.ofSeconds(16))
                .maxFlows(17)
                .initialCapacity(18)
                .hashSeed(19)
                .emergency(new EmergencyPolicy(20, 21))
                .memoryBudget(new MemoryBudget(MemoryBudget.LEAST_BYTES, 22));
    }

    private static void checkUnusual(TrackerConfig config) {
        assertThat(config.tcpIdleTimeout()).isEqualTo(Duration.ofSeconds(11));
        assertThat(config.udpIdleTimeout()).isEqualTo(Duration.ofSeconds(12));
        assertThat(config.otherIdleTimeout()).isEqualTo(Duration.ofSeconds(13));
        assertThat(config.activeTimeout()).contains(Duration.ofSeconds(14));
        assertThat(config.toBuilder().withoutActiveTimeout().build().activeTimeout())
                .isEmpty();
        assertThat(config.closeLinger()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.endedAt()).isEqualTo(EndedAt.LINGER_END);
        assertThat(config.sweepInterval()).isEqualTo(Duration.ofSeconds(16));
        assertThat(config.maxFlows()).isEqualTo(17);
        assertThat(config.initialCapacity()).isEqualTo(18);
        assertThat(config.hashSeed()).hasValue(19);
        assertThat(config.emergency()).contains(new EmergencyPolicy(20, 21));
        assertThat(config.toBuilder().withoutEmergency().build().emergency()).isEmpty();
        assertThat(config.memoryBudget()).contains(new MemoryBudget(MemoryBudget.LEAST_BYTES, 22));
    }

    @Test
    void itHoldsWhatTheBuilderWasGiven() {
        checkUnusual(unusual().build());
    }

    @Test
    void aBuilderOfAConfigurationHoldsItsValues() {
        checkUnusual(unusual().build().toBuilder().build());
    }

    @Test
    void aBuiltConfigurationDoesNotChange() {
        TrackerConfig.Builder builder = unusual();
        TrackerConfig config = builder.build();
        builder.maxFlows(99).tcpIdleTimeout(Duration.ofSeconds(99));
        checkUnusual(config);
    }

    @ParameterizedTest
    @MethodSource("timeouts")
    void timeoutsAreFromOneNanosecondTo292Years(DurationSetter setter) {
        TrackerConfig.Builder builder = TrackerConfig.builder();
        setter.set(builder, Duration.ofNanos(1));
        setter.set(builder, LONGEST);
        refuses(setter, Duration.ZERO);
        refuses(setter, Duration.ofNanos(-1));
        refuses(setter, LONGEST.plusNanos(1));
        refuses(setter, Duration.ofSeconds(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("durationsThatMayBeZero")
    void lingerAndSweepMayBeZero(DurationSetter setter) {
        TrackerConfig.Builder builder = TrackerConfig.builder();
        setter.set(builder, Duration.ZERO);
        setter.set(builder, LONGEST);
        refuses(setter, Duration.ofNanos(-1));
        refuses(setter, LONGEST.plusNanos(1));
    }

    private static void refuses(DurationSetter setter, Duration duration) {
        assertThatIllegalArgumentException().isThrownBy(() -> setter.set(TrackerConfig.builder(), duration));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, TrackerConfig.Builder.MAX_FLOWS + 1})
    void numbersOfFlowsOutOfRangeAreRefused(int flows) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrackerConfig.builder().maxFlows(flows));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrackerConfig.builder().initialCapacity(flows));
    }

    @Test
    void emergenciesAndBudgetsCheckTheirRanges() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmergencyPolicy(0, 50));
        assertThatIllegalArgumentException().isThrownBy(() -> new EmergencyPolicy(1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new EmergencyPolicy(1, 100));
        assertThatIllegalArgumentException().isThrownBy(() -> MemoryBudget.ofBytes(MemoryBudget.LEAST_BYTES - 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryBudget(MemoryBudget.LEAST_BYTES, -1));
        assertThat(new EmergencyPolicy(1, 0).exitPercent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, TrackerConfig.Builder.MAX_FLOWS})
    void theEndsOfTheRangeOfFlowsAreLegal(int flows) {
        TrackerConfig config =
                TrackerConfig.builder().maxFlows(flows).initialCapacity(flows).build();
        assertThat(config.maxFlows()).isEqualTo(flows);
        assertThat(config.initialCapacity()).isEqualTo(flows);
    }
}
