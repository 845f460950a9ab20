package io.flowtrack.cli;

import io.flowtrack.api.Side;
import io.flowtrack.testdata.Capture;
import io.flowtrack.testdata.Conversation;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Exchange;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.PcapFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small captures, and the numbers that follow from them. */
final class Samples {
    static final Endpoint CLIENT = Endpoint.client(0);
    static final Endpoint SERVER = Endpoint.server(0, 80);

    private static final long SECOND = 1_000_000_000;

    private Samples() {}

    /** Nine segments of one TCP connection, one millisecond apart: 5 with 217 IP bytes out, 4 with 172 IP bytes back. */
    static Capture connection() {
        return Conversation.between(CLIENT, SERVER)
                .handshake()
                .send(Side.INITIATOR, "GET /")
                .ack(Side.RESPONDER)
                .close(Side.INITIATOR)
                .capture();
    }

    /** A question of 30 bytes and an answer of 80 bytes over IPv6, one second after the connection began. */
    static Capture question() {
        return Exchange.udp(Endpoint.client6(1), Endpoint.server6(1, 53))
                .startingAt(Frames.START_NANOS + SECOND)
                .request(30)
                .reply(80)
                .capture();
    }

    /** Two echoes of 56 bytes, two seconds after the connection began. */
    static Capture echoes() {
        return Exchange.echo(Endpoint.client(2), Endpoint.server(2, 0))
                .startingAt(Frames.START_NANOS + 2 * SECOND)
                .request(56)
                .reply(56)
                .request(56)
                .reply(56)
                .capture();
    }

    /** A message that a port is unreachable: ICMP type 3, code 3. */
    static Frame unreachable() {
        return Frames.icmp(Endpoint.server(3, 0), Endpoint.client(3))
                .type(3)
                .code(3)
                .payload(28)
                .at(Frames.START_NANOS + 3 * SECOND)
                .build();
    }

    /** All of these and an ARP request: 17 packets, 16 of them in 4 flows. */
    static Capture mixed() {
        Frame arp =
                Frames.arp(CLIENT, SERVER).at(Frames.START_NANOS + 4 * SECOND).build();
        return connection().then(question()).then(echoes()).then(List.of(unreachable(), arp));
    }

    /** Writes frames into a new capture file. */
    static String file(Path folder, String name, List<Frame> frames) throws IOException {
        return Files.write(folder.resolve(name), PcapFile.bytes(frames)).toString();
    }
}
