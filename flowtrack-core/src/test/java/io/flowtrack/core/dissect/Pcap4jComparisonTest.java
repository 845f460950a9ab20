package io.flowtrack.core.dissect;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.IpAddress;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.testdata.Frame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pcap4j.packet.Dot1qVlanTagPacket;
import org.pcap4j.packet.EthernetPacket;
import org.pcap4j.packet.IcmpV4CommonPacket;
import org.pcap4j.packet.IcmpV6CommonPacket;
import org.pcap4j.packet.IllegalRawDataException;
import org.pcap4j.packet.IpPacket;
import org.pcap4j.packet.Packet;
import org.pcap4j.packet.SctpPacket;
import org.pcap4j.packet.TcpPacket;
import org.pcap4j.packet.TransportPacket;
import org.pcap4j.packet.UdpPacket;

/** Compares what the dissection finds in random frames with what pcap4j finds. */
class Pcap4jComparisonTest {
    private static final long SEED = 20_260_801;
    private static final int FRAME_COUNT = 5_000;
    private static final int SCTP_HEADER_LENGTH = 12;
    private static final int ICMP_HEADER_LENGTH = 8;

    @Test
    void bothFindTheSameInRandomFrames() throws IllegalRawDataException {
        RandomFrames frames = new RandomFrames(SEED);
        List<String> kinds = new ArrayList<>();
        for (int i = 0; i < FRAME_COUNT; i++) {
            Frame frame = frames.next();
            Packet theirs = EthernetPacket.newPacket(frame.bytes(), 0, frame.bytes().length);
            assertThat(describe(frame))
                    .as("frame %d of seed %d: %s", i, SEED, theirs)
                    .isEqualTo(describe(theirs));
            kinds.add(kind(theirs));
        }
        assertThat(kinds).contains("TcpPacket", "UdpPacket", "SctpPacket", "IcmpV4CommonPacket", "IcmpV6CommonPacket");
    }

    private static String kind(Packet packet) {
        return transport(packet).getClass().getSimpleName();
    }

    private static Packet transport(Packet packet) {
        for (Packet layer : packet) {
            if (layer instanceof TransportPacket
                    || layer instanceof IcmpV4CommonPacket
                    || layer instanceof IcmpV6CommonPacket) {
                return layer;
            }
        }
        throw new AssertionError("no transport in " + packet);
    }

    private static List<Object> describe(Frame frame) {
        PacketView packet = frame.view();
        Dissection found = Dissected.of(frame);
        List<Object> facts = new ArrayList<>();
        facts.add(found.outerVlanId());
        facts.add(found.innerVlanId());
        facts.add(source(packet, found));
        facts.add(destination(packet, found));
        facts.add(found.protocol());
        facts.add(found.sourcePort());
        facts.add(found.protocol() == 1 || found.protocol() == 58 ? "answer" : found.destinationPort());
        facts.add(found.payloadLength());
        if (found.protocol() == 6) {
            int offset = found.transportOffset();
            int control = TcpHeader.control(packet, offset);
            long numbers = TcpHeader.numbers(packet, offset);
            facts.add(TcpHeader.flags(control) & 0x3F); // pcap4j knows the six flags of RFC 793
            facts.add(TcpHeader.sequence(numbers));
            facts.add(TcpHeader.acknowledgement(numbers));
            facts.add(TcpHeader.window(control));
        }
        return facts;
    }

    private static IpAddress source(PacketView packet, Dissection found) {
        int offset = found.networkOffset();
        return found.ipVersion() == 4
                ? IpAddress.ofIpv4(Ipv4Header.source(Ipv4Header.addresses(packet, offset)))
                : IpAddress.ofIpv6(Ipv6Header.sourceHigh(packet, offset), Ipv6Header.sourceLow(packet, offset));
    }

    private static IpAddress destination(PacketView packet, Dissection found) {
        int offset = found.networkOffset();
        return found.ipVersion() == 4
                ? IpAddress.ofIpv4(Ipv4Header.destination(Ipv4Header.addresses(packet, offset)))
                : IpAddress.ofIpv6(
                        Ipv6Header.destinationHigh(packet, offset), Ipv6Header.destinationLow(packet, offset));
    }

    private static List<Object> describe(Packet packet) {
        List<Object> facts = new ArrayList<>();
        List<Integer> tags = tags(packet);
        facts.add(tags.isEmpty() ? 0 : tags.get(0));
        facts.add(tags.size() < 2 ? 0 : tags.get(tags.size() - 1));
        IpPacket ip = packet.get(IpPacket.class);
        facts.add(IpAddress.of(ip.getHeader().getSrcAddr()));
        facts.add(IpAddress.of(ip.getHeader().getDstAddr()));
        describeTransport(transport(packet), facts);
        return facts;
    }

    private static List<Integer> tags(Packet packet) {
        List<Integer> ids = new ArrayList<>();
        for (Packet layer : packet) {
            if (layer instanceof Dot1qVlanTagPacket tag) {
                ids.add(tag.getHeader().getVidAsInt());
            }
        }
        return ids;
    }

    private static void describeTransport(Packet packet, List<Object> facts) {
        if (packet instanceof TcpPacket tcp) {
            describePorts(6, tcp.getHeader(), length(tcp.getPayload()), facts);
            facts.add(flags(tcp.getHeader()));
            facts.add(tcp.getHeader().getSequenceNumber());
            facts.add(tcp.getHeader().getAcknowledgmentNumber());
            facts.add(tcp.getHeader().getWindowAsInt());
        } else if (packet instanceof UdpPacket udp) {
            describePorts(17, udp.getHeader(), length(udp.getPayload()), facts);
        } else if (packet instanceof SctpPacket sctp) {
            describePorts(132, sctp.getHeader(), sctp.length() - SCTP_HEADER_LENGTH, facts);
        } else if (packet instanceof IcmpV4CommonPacket icmp) {
            int type = icmp.getHeader().getType().value() & 0xFF;
            facts.addAll(List.of(1, type, "answer", icmp.length() - ICMP_HEADER_LENGTH));
        } else {
            IcmpV6CommonPacket icmp = packet.get(IcmpV6CommonPacket.class);
            int type = icmp.getHeader().getType().value() & 0xFF;
            facts.addAll(List.of(58, type, "answer", icmp.length() - ICMP_HEADER_LENGTH));
        }
    }

    private static void describePorts(
            int protocol, TransportPacket.TransportHeader header, int payloadLength, List<Object> facts) {
        facts.add(protocol);
        facts.add(header.getSrcPort().valueAsInt());
        facts.add(header.getDstPort().valueAsInt());
        facts.add(payloadLength);
    }

    private static int flags(TcpPacket.TcpHeader header) {
        return (header.getFin() ? TcpFlags.FIN : 0)
                | (header.getSyn() ? TcpFlags.SYN : 0)
                | (header.getRst() ? TcpFlags.RST : 0)
                | (header.getPsh() ? TcpFlags.PSH : 0)
                | (header.getAck() ? TcpFlags.ACK : 0)
                | (header.getUrg() ? TcpFlags.URG : 0);
    }

    private static int length(Packet payload) {
        return payload == null ? 0 : payload.length();
    }
}
