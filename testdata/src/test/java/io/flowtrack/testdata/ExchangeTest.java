package io.flowtrack.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.Side;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private final Endpoint client = Endpoint.client(0);
    private final Endpoint server = Endpoint.server(0, 53);

    @Test
    void datagramsGoBothWaysWithTheirLengths() {
        Capture capture = Exchange.udp(client, server)
                .startingAt(5)
                .step(Duration.ofNanos(3))
                .shape(packet -> packet.link(LinkType.RAW))
                .request(10)
                .reply(20)
                .capture();
        assertThat(capture.stream().map(frame -> frame.view().u16(20))).containsExactly(client.port(), 53);
        assertThat(capture.stream().map(frame -> frame.view().u16(24))).containsExactly(18, 28);
        assertThat(capture.stream().map(Frame::timestampNanos)).containsExactly(5L, 8L);
    }

    @Test
    void anEchoReplyAnswersTheLastRequest() {
        Capture capture = Exchange.echo(client, server)
                .echoIdentifier(9)
                .shape(packet -> packet.link(LinkType.RAW))
                .request(1)
                .reply(1)
                .request(1)
                .reply(1)
                .capture();
        assertThat(capture.stream().map(frame -> frame.view().u8(20))).containsExactly(8, 0, 8, 0);
        assertThat(capture.stream().map(frame -> frame.view().u16(24))).containsOnly(9);
        assertThat(capture.stream().map(frame -> frame.view().u16(26))).containsExactly(1, 1, 2, 2);
    }

    @Test
    void fragmentedDatagramsOfOneScriptHaveDifferentIdentifications() {
        Capture capture = Exchange.udp(client, server)
                .shape(packet -> packet.link(LinkType.RAW))
                .fragmented(Side.RESPONDER, 100, 64)
                .fragmented(Side.RESPONDER, 100, 64)
                .capture();
        assertThat(capture.stream().map(frame -> frame.view().u16(4))).containsExactly(1, 1, 3, 3);
        assertThat(capture.stream().map(frame -> frame.view().u16(6) & 0x1FFF)).containsExactly(0, 8, 0, 8);
    }
}
