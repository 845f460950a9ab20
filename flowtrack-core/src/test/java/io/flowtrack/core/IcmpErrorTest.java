package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowEvent;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.Side;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.IcmpFrameBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IcmpErrorTest {
    private static final int QUOTED_BYTES = 8;

    private final Tape tape = Tape.withDefaults();

    private static IcmpFrameBuilder error(Endpoint router, Endpoint to, int type, int code, byte[] quoted) {
        return Frames.icmp(router, to).type(type).code(code).payload(quoted);
    }

    private static byte[] quote(byte[] packet, int headerLength) {
        return Arrays.copyOf(packet, headerLength + QUOTED_BYTES);
    }

    private List<FlowEvent<FiveTuple>> track(Frame frame) {
        return tape.tracker.track(frame.view());
    }

    @Test
    void anErrorIsToldToTheFlowOfThePacketItQuotesWhichGoesOn() {
        tape.handshake();
        byte[] quoted = quote(Frames.tcp(tape.client, tape.server).sequence(101).packet(), 20);
        List<FlowEvent<FiveTuple>> events =
                track(error(Endpoint.server(9, 0), tape.client, 3, 1, quoted).build());
        assertThat(Tape.words(events)).containsExactly("Started", "Packet INITIATOR", "IcmpError");
        FlowEvent.IcmpError<?> told = (FlowEvent.IcmpError<?>) events.get(2);
        assertThat(told.key().toString()).startsWith("TCP");
        assertThat(told.sender()).isEqualTo(Side.INITIATOR);
        assertThat(told.type()).isEqualTo(3);
        assertThat(told.code()).isEqualTo(1);
        assertThat(tape.tracker.flows().filter(flow -> flow.state() == FlowState.ESTABLISHED))
                .hasSize(1)
                .allSatisfy(
                        flow -> assertThat(flow.stats(Side.INITIATOR).packets()).isEqualTo(2));
    }

    @Test
    void theSenderIsThatOfTheQuotedPacket() {
        Endpoint client = Endpoint.client(3);
        Endpoint server = Endpoint.server(3, 53);
        tape.datagram(client, server);
        byte[] quoted = quote(Frames.udp(server, client).payload(100).packet(), 20);
        List<FlowEvent<FiveTuple>> events =
                track(error(client, server, 3, 3, quoted).build());
        assertThat(((FlowEvent.IcmpError<?>) events.get(2)).sender()).isEqualTo(Side.RESPONDER);
    }

    @Test
    void ipv6ErrorsAndQuotedEchoesAreFound() {
        Endpoint client = Endpoint.client6(3);
        Endpoint server = Endpoint.server6(3, 53);
        track(Frames.icmp(client, server).echoRequest().build());
        byte[] quoted = quote(Frames.icmp(client, server).echoRequest().packet(), 40);
        List<FlowEvent<FiveTuple>> events =
                track(error(server, client, 3, 0, quoted).build());
        assertThat(Tape.words(events)).containsExactly("Started", "Packet INITIATOR", "IcmpError");
        assertThat(events.get(2).key())
                .isNotNull()
                .extracting(key -> key.portA() + key.portB())
                .isEqualTo(128 + 129);
    }

    @Test
    void anErrorAboutAnUnknownOrEndedFlowIsOnlyAPacket() {
        byte[] quoted = quote(Frames.tcp(tape.client, tape.server).packet(), 20);
        Frame error = error(tape.server, tape.client, 3, 3, quoted).build();
        assertThat(tape.play(error)).containsExactly("Started", "Packet INITIATOR");
        tape.closedConnection();
        assertThat(tape.play(error)).containsExactly("Packet INITIATOR");
    }

    @Test
    void anEchoThatCarriesAPacketIsNoError() {
        tape.handshake();
        byte[] payload = Frames.tcp(tape.client, tape.server).packet();
        assertThat(tape.play(Frames.icmp(tape.server, tape.client)
                        .echoRequest()
                        .payload(payload)
                        .build()))
                .containsExactly("Started", "Packet INITIATOR");
    }

    @Test
    void aQuoteCutAtAnyLengthIsHarmless() {
        tape.handshake();
        byte[] quoted = Frames.tcp(tape.client, tape.server).payload(20).packet();
        for (int length = 0; length <= quoted.length; length++) {
            Frame error = error(tape.server, tape.client, 11, 0, Arrays.copyOf(quoted, length))
                    .build();
            boolean told = tape.play(error).contains("IcmpError");
            assertThat(told).as("%d bytes quoted", length).isEqualTo(length >= 20 + 4);
            Frame whole = error(tape.server, tape.client, 11, 0, quoted).build();
            tape.play(whole.snapped(14 + 20 + 8 + length));
        }
    }
}
