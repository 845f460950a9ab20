package io.flowtrack.core.dissect;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.PacketView;
import io.flowtrack.testdata.Frame;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IcmpV4CommonPacket;
import org.pcap4j.packet.IcmpV6CommonPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpPacket;
import org.pcap4j.packet.IpV4Packet;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.UdpPacket;

/** Compares what is found of checksums in random frames, some of them damaged, with what pcap4j finds. */
class Pcap4jChecksumTest {
    private static final long SEED = 20_260_810;
    private static final int FRAME_COUNT = 4_000;

    private enum Verdict {
        RIGHT,
        WRONG_NETWORK,
        WRONG_TRANSPORT
    }

    @Test
    void bothFindTheSameChecksumsWrongInRandomFrames() throws IllegalRawDataException {
        RandomFrames frames = new RandomFrames(SEED);
        Random random = new Random(SEED);
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (int i = 0; i < FRAME_COUNT; i++) {
            Frame frame = damaged(frames.next(), random);
            Packet theirs = EthernetPacket.newPacket(frame.bytes(), 0, frame.bytes().length);
            Verdict verdict = verdict(frame);
            assertThat(verdict).as("frame %d of seed %d: %s", i, SEED, theirs).isEqualTo(verdict(theirs));
            counts.merge(verdict, 1, Integer::sum);
        }
        assertThat(counts.values()).hasSize(Verdict.values().length).allMatch(count -> count > FRAME_COUNT / 20);
    }

    /** Changes an address or the payload of one frame in two. */
    private static Frame damaged(Frame frame, Random random) {
        Dissection found = Dissected.of(frame);
        byte[] bytes = frame.bytes().clone();
        if (random.nextBoolean()) {
            int addressOffset = found.networkOffset() + (found.ipVersion() == 4 ? 12 : 8) + random.nextInt(8);
            boolean hasPayload = found.payloadLength() > 0 && random.nextInt(4) > 0;
            int offset = hasPayload ? found.payloadOffset() + random.nextInt(found.payloadLength()) : addressOffset;
            bytes[offset] ^= (byte) (1 + random.nextInt(255));
        }
        return Frame.of(bytes, frame.timestampNanos(), frame.linkType());
    }

    private static Verdict verdict(Frame frame) {
        PacketView packet = frame.view();
        Dissection found = new Dissection();
        Checksums checksums = Checksums.verifiedExceptFrom(List.of());
        assertThat(Dissector.link(packet, found) && Dissector.network(packet, found))
                .isTrue();
        if (!checksums.network(packet, found)) {
            return Verdict.WRONG_NETWORK;
        }
        assertThat(Dissector.transport(packet, found)).isTrue();
        return checksums.isTransportWrong(packet, found) ? Verdict.WRONG_TRANSPORT : Verdict.RIGHT;
    }

    private static Verdict verdict(Packet packet) {
        IpV4Packet ipv4 = packet.get(IpV4Packet.class);
        if (ipv4 != null && !ipv4.getHeader().hasValidChecksum(false)) {
            return Verdict.WRONG_NETWORK;
        }
        return isTransportRight(packet) ? Verdict.RIGHT : Verdict.WRONG_TRANSPORT;
    }

    private static boolean isTransportRight(Packet packet) {
        IpPacket.IpHeader ip = packet.get(IpPacket.class).getHeader();
        return ip.getSrcAddr() instanceof Inet4Address source
                ? isTransportRight(packet, source, (Inet4Address) ip.getDstAddr())
                : isTransportRight(packet, (Inet6Address) ip.getSrcAddr(), (Inet6Address) ip.getDstAddr());
    }

    private static boolean isTransportRight(Packet packet, Inet4Address source, Inet4Address destination) {
        if (packet.contains(TcpPacket.class)) {
            return packet.get(TcpPacket.class).hasValidChecksum(source, destination, false);
        }
        if (packet.contains(UdpPacket.class)) {
            return packet.get(UdpPacket.class).hasValidChecksum(source, destination, true);
        }
        return !packet.contains(IcmpV4CommonPacket.class)
                || packet.get(IcmpV4CommonPacket.class).hasValidChecksum(false);
    }

    private static boolean isTransportRight(Packet packet, Inet6Address source, Inet6Address destination) {
        if (packet.contains(TcpPacket.class)) {
            return packet.get(TcpPacket.class).hasValidChecksum(source, destination, false);
        }
        if (packet.contains(UdpPacket.class)) {
            return packet.get(UdpPacket.class).hasValidChecksum(source, destination, false);
        }
        return !packet.contains(IcmpV6CommonPacket.class)
                || packet.get(IcmpV6CommonPacket.class).hasValidChecksum(source, destination, false);
    }
}
