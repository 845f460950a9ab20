package io.flowtrack.export.ipfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flowtrack.api.EndReason;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Collectors on this machine. */
@Timeout(60)
class CollectorTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final TurnedClock clock = new TurnedClock();

    /** A clock that is turned by hand. */
    private static final class TurnedClock extends Clock {
        private long seconds = 2_000_000_000;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochSecond(seconds);
        }
    }

    private static IpfixReader.Content receive(DatagramSocket socket, IpfixReader reader) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.receive(packet);
        return reader.read(
                ByteBuffer.wrap(packet.getData(), 0, packet.getLength()).slice());
    }

    private static DatagramSocket socket() throws IOException {
        DatagramSocket socket = new DatagramSocket(0, LOOPBACK);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private List<IpfixReader.Content> sentOver(IpfixSettings settings, int count, long secondsBetween)
            throws IOException {
        List<IpfixReader.Content> contents = new ArrayList<>();
        IpfixReader reader = new IpfixReader();
        try (DatagramSocket socket = socket();
                IpfixRecordWriter writer = IpfixRecordWriter.udp(
                        new InetSocketAddress(LOOPBACK, socket.getLocalPort()), settings, clock)) {
            for (int i = 0; i < count; i++) {
                writer.write(Records.record(Records.TCP, EndReason.FIN));
                writer.flush();
                contents.add(receive(socket, reader));
                clock.seconds += secondsBetween;
            }
        }
        return contents;
    }

    @Test
    void aMessageIsADatagramOfUsualSizeExportedNow() throws IOException {
        IpfixReader reader = new IpfixReader();
        try (DatagramSocket socket = socket()) {
            InetSocketAddress collector = new InetSocketAddress(LOOPBACK, socket.getLocalPort());
            try (IpfixRecordWriter writer =
                    IpfixRecordWriter.udp(collector, IpfixSettings.ofDatagrams().withObservationDomain(9), clock)) {
                for (int i = 0; i < 20; i++) {
                    writer.write(Records.record(Records.TCP, EndReason.FIN));
                }
            }
            int count = 0;
            while (count < 20) {
                IpfixReader.Content content = receive(socket, reader);
                assertThat(content.length()).isLessThanOrEqualTo(1_400);
                assertThat(content.domain()).isEqualTo(9);
                assertThat(content.exportSeconds()).isEqualTo(2_000_000_000);
                count += content.records().size();
            }
            assertThat(count).isEqualTo(20);
        }
    }

    @Test
    void templatesAreSentAgainAfterSoManyDatagrams() throws IOException {
        List<IpfixReader.Content> contents =
                sentOver(IpfixSettings.ofDatagrams().withTemplateRefresh(Duration.ofDays(99_999_999), 3), 8, 0);
        assertThat(contents.stream().map(content -> content.templateIds().size()))
                .containsExactly(1, 0, 0, 1, 0, 0, 1, 0);
    }

    @Test
    void templatesAreSentAgainAfterSoMuchTime() throws IOException {
        List<IpfixReader.Content> contents =
                sentOver(IpfixSettings.ofDatagrams().withTemplateRefresh(Duration.ofSeconds(10), 4_096), 6, 5);
        assertThat(contents.stream().map(content -> content.templateIds().size()))
                .containsExactly(1, 0, 1, 0, 1, 0);
    }

    @Test
    void templatesAreSentAgainWhenTheClockWasPutBack() throws IOException {
        List<IpfixReader.Content> contents = sentOver(IpfixSettings.ofDatagrams(), 3, -1);
        assertThat(contents.stream().map(content -> content.templateIds().size()))
                .containsExactly(1, 1, 1);
    }

    @Test
    void nobodyHasToListenToDatagrams() throws IOException {
        int port;
        try (DatagramSocket socket = socket()) {
            port = socket.getLocalPort();
        }
        try (IpfixRecordWriter writer =
                IpfixRecordWriter.udp(new InetSocketAddress(LOOPBACK, port), IpfixSettings.ofDatagrams(), clock)) {
            for (int i = 0; i < 5; i++) {
                writer.write(Records.record(Records.TCP, EndReason.FIN));
                writer.flush();
            }
        }
    }

    @Test
    void datagramsHaveAGreatestLength() {
        IpfixSettings settings = IpfixSettings.ofDatagrams().withMaxMessageLength(65_508);
        assertThatThrownBy(() -> IpfixRecordWriter.udp(new InetSocketAddress(LOOPBACK, 9), settings, clock))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aConnectionCarriesOneMessageBehindTheOtherAndIsClosed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = server.accept()) {
                    return socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            try (IpfixRecordWriter writer = IpfixRecordWriter.tcp(
                    new InetSocketAddress(LOOPBACK, server.getLocalPort()), IpfixSettings.ofStreams(), clock)) {
                for (int i = 0; i < 10_000; i++) {
                    writer.write(Records.record(Records.TCP, EndReason.FIN));
                }
            }
            List<IpfixReader.Content> contents = new IpfixReader().readAll(received.get(20, TimeUnit.SECONDS));
            assertThat(contents.stream().mapToInt(content -> content.records().size()))
                    .hasSize(22)
                    .satisfies(sizes -> assertThat(
                                    sizes.stream().mapToInt(size -> size).sum())
                            .isEqualTo(10_000));
            assertThat(contents.get(0).exportSeconds()).isEqualTo(2_000_000_000);
        }
    }

    @Test
    void aConnectionThatBreaksIsAnError() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
                IpfixRecordWriter writer = IpfixRecordWriter.tcp(
                        new InetSocketAddress(LOOPBACK, server.getLocalPort()), IpfixSettings.ofStreams(), clock)) {
            Socket socket = server.accept();
            socket.setSoLinger(true, 0);
            socket.close(); // with a reset
            assertThatThrownBy(() -> {
                        while (true) {
                            writer.write(Records.record(Records.TCP, EndReason.FIN));
                            writer.flush();
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessage("the connection to the collector broke");
        } catch (IOException e) {
            assertThat(e).as("closing").hasMessage("nothing can be written behind what failed");
        }
    }

    @Test
    void aCollectorThatIsNotThereIsAnError() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            port = server.getLocalPort();
        }
        assertThatThrownBy(() ->
                        IpfixRecordWriter.tcp(new InetSocketAddress(LOOPBACK, port), IpfixSettings.ofStreams(), clock))
                .isInstanceOf(IOException.class);
        InetSocketAddress unknown = InetSocketAddress.createUnresolved("no.such.host.invalid", 4739);
        assertThatThrownBy(() -> IpfixRecordWriter.tcp(unknown, IpfixSettings.ofStreams(), clock))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("unknown host no.such.host.invalid");
        assertThatThrownBy(() -> IpfixRecordWriter.udp(unknown, IpfixSettings.ofDatagrams(), clock))
                .isInstanceOf(UnknownHostException.class);
    }
}
