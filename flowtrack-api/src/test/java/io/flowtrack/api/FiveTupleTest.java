package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiveTupleTest {
    private static final IpAddress A = IpAddress.ofIpv4(0xC000_0201);
    private static final IpAddress B = IpAddress.ofIpv4(0xC633_6401);
    private static final IpAddress A6 = IpAddress.ofIpv6(0x2001_0DB8_0000_0000L, 1);
    private static final IpAddress B6 = IpAddress.ofIpv6(0xFE80_0000_0000_0000L, 2);
    private static final FiveTuple TUPLE = FiveTuple.of(6, A, 40000, B, 80);

    @Test
    void itHoldsWhatItWasMadeOf() {
        FiveTuple tuple = FiveTuple.of(255, A6, 0, B6, 65535);
        assertThat(tuple.protocol()).isEqualTo(255);
        assertThat(tuple.addressA()).isEqualTo(A6);
        assertThat(tuple.portA()).isZero();
        assertThat(tuple.addressB()).isEqualTo(B6);
        assertThat(tuple.portB()).isEqualTo(65535);
        assertThat(tuple.scope()).isEqualTo(FlowScope.NONE);
        assertThat(tuple.transport()).isEqualTo(Transport.OTHER);
    }

    @Test
    void aScopeChangesNothingElse() {
        FlowScope scope = new FlowScope(5, 6);
        assertThat(TUPLE.in(scope).scope()).isEqualTo(scope);
        assertThat(TUPLE.in(scope).in(FlowScope.NONE)).isEqualTo(TUPLE);
    }

    @Test
    void tuplesThatDifferAnywhereAreNotEqual() {
        List<FiveTuple> tuples = new ArrayList<>(List.of(
                TUPLE,
                FiveTuple.of(17, A, 40000, B, 80),
                FiveTuple.of(6, B, 40000, B, 80),
                FiveTuple.of(6, A, 40001, B, 80),
                FiveTuple.of(6, A, 40000, A, 80),
                FiveTuple.of(6, A, 40000, B, 81),
                FiveTuple.of(6, B, 80, A, 40000),
                TUPLE.in(new FlowScope(1, 0)),
                TUPLE.in(new FlowScope(0, 1)),
                FiveTuple.of(6, IpAddress.ofIpv6(0, A.low()), 40000, IpAddress.ofIpv6(0, B.low()), 80),
                FiveTuple.of(6, IpAddress.ofIpv6(1, A.low()), 40000, IpAddress.ofIpv6(0, B.low()), 80),
                FiveTuple.of(6, IpAddress.ofIpv6(0, A.low()), 40000, IpAddress.ofIpv6(1, B.low()), 80)));
        assertThat(tuples).doesNotHaveDuplicates();
        assertThat(TUPLE).isNotEqualTo(new Object());
    }

    @Test
    void equalTuplesHaveEqualHashCodes() {
        assertThat(FiveTuple.of(6, A, 40000, B, 80)).isEqualTo(TUPLE).hasSameHashCodeAs(TUPLE);
    }

    @Test
    void theSenderDependsOnTheOrientation() {
        assertThat(TUPLE.source(Orientation.FORWARD)).isEqualTo(A);
        assertThat(TUPLE.sourcePort(Orientation.FORWARD)).isEqualTo(40000);
        assertThat(TUPLE.source(Orientation.REVERSE)).isEqualTo(B);
        assertThat(TUPLE.sourcePort(Orientation.REVERSE)).isEqualTo(80);
    }

    @Test
    void itsTextNamesProtocolEndpointsAndScope() {
        assertThat(TUPLE).hasToString("TCP 192.0.2.1:40000 - 198.51.100.1:80");
        assertThat(FiveTuple.of(58, A6, 128, B6, 129)).hasToString("ICMPV6 [2001:db8::1]:128 - [fe80::2]:129");
        assertThat(FiveTuple.of(47, A, 0, B, 0)).hasToString("IP protocol 47 192.0.2.1:0 - 198.51.100.1:0");
        assertThat(TUPLE.in(new FlowScope(5, 0)).toString()).startsWith(TUPLE.toString() + " in ");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0", "256, 0, 0", "6, -1, 0", "6, 0, -1", "6, 65536, 0", "6, 0, 65536"})
    void numbersOutOfRangeAreRefused(int protocol, int portA, int portB) {
        assertThatIllegalArgumentException().isThrownBy(() -> FiveTuple.of(protocol, A, portA, B, portB));
    }

    @Test
    void addressesOfTwoVersionsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> FiveTuple.of(6, A, 1, B6, 2));
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "4096, 0", "0, 4096"})
    void vlanIdsOutOfRangeAreRefused(int outer, int inner) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FlowScope(outer, inner));
    }

    @ParameterizedTest
    @CsvSource({"6, TCP", "17, UDP", "136, UDP_LITE", "132, SCTP", "1, ICMP", "58, ICMPV6", "0, OTHER", "255, OTHER"})
    void theTransportIsThatOfTheProtocol(int protocol, Transport transport) {
        assertThat(FiveTuple.of(protocol, A, 1, B, 2).transport()).isEqualTo(transport);
        assertThat(transport.hasPorts()).isEqualTo(List.of(6, 17, 132, 136).contains(protocol));
    }
}
