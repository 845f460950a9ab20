package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectionPolicyTest {
    private static final PortSet PORTS = PortSet.parse("80/tcp,443/tcp, 53/udp");

    @ParameterizedTest
    @CsvSource({
        "TCP, 16, 80, 1000, true",
        "TCP, 18, 80, 1000, true",
        "TCP, 2, 80, 1000, false",
        "TCP, 16, 1000, 80, false",
        "TCP, 16, 1000, 1001, false",
        "TCP, 16, 80, 443, true",
        "TCP, 16, 443, 80, false",
        "TCP, 18, 80, 443, false",
        "UDP, 0, 53, 1000, true",
        "UDP, 0, 53, 53, false",
        "UDP, 0, 80, 1000, false",
        "ICMP, 0, 80, 53, false"
    })
    void serverPortsTellWhoAnswers(Transport transport, int flags, int source, int destination, boolean isTurned) {
        Extraction first =
                new Extraction().transport(transport).tcp(flags, 0, 0, 0).ports(source, destination);
        assertThat(DirectionPolicy.serverPorts(PORTS).isFromResponder(first)).isEqualTo(isTurned);
        assertThat(DirectionPolicy.serverPorts(PORTS).isFromResponder(first.limitedBroadcast(true)))
                .isFalse();
    }

    @Test
    void aSynAckIsAnAnswerUnlessTheFirstSenderCounts() {
        Extraction first = new Extraction().transport(Transport.TCP).tcp(TcpFlags.SYN | TcpFlags.ACK, 0, 0, 0);
        assertThat(DirectionPolicy.handshake().isFromResponder(first)).isTrue();
        assertThat(DirectionPolicy.firstSender().isFromResponder(first)).isFalse();
    }

    @Test
    void aListOfPortsIsReadAndWritten() {
        assertThat(PORTS).hasToString("80/tcp,443/tcp,53/udp").isEqualTo(PortSet.parse("443/tcp,53/udp,80/tcp"));
        assertThat(PORTS.contains(Transport.TCP, 65_535)).isFalse();
        assertThat(PortSet.parse("65535/udp").contains(Transport.UDP, 65_535)).isTrue();
        assertThat(PortSet.NONE.contains(Transport.TCP, 80)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "80", "80/sctp", "65536/tcp", "-1/tcp", "80/tcp,", "+80/tcp", "999999/udp"})
    void whatIsNoListOfPortsIsRefused(String text) {
        assertThatThrownBy(() -> PortSet.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
