package io.flowtrack.testdata;

import io.flowtrack.api.LinkType;
import java.util.Arrays;
import java.util.Random;

/** Frames that make no sense, or hold no IP. */
final class Garbage {
    private static final int KINDS = 8;
    private static final int LONGEST_NOISE = 120;
    private static final int ETHERTYPE_LLDP = 0x88CC;
    private static final int PORT = 80;

    private final Random random;
    private final LinkType linkType;

    Garbage(Random random, LinkType linkType) {
        this.random = random;
        this.linkType = linkType;
    }

    Frame next(long nanos) {
        return switch (random.nextInt(KINDS)) {
            case 0 -> noise(nanos);
            case 1 -> cutShort(nanos);
            case 2 -> segment(nanos).claimedHeaderWords(random.nextInt(5)).build();
            case 3 -> segment(nanos).claimedIpLength(random.nextInt(0x10000)).build();
            case 4 -> segment(nanos).claimedDataOffsetWords(random.nextInt(16)).build();
            case 5 -> segment(nanos).wrongChecksum().build();
            case 6 -> segment(nanos).payload(200).snapped(random.nextInt(80)).build();
            default -> withoutIp(nanos);
        };
    }

    private Frame noise(long nanos) {
        byte[] bytes = new byte[random.nextInt(LONGEST_NOISE)];
        random.nextBytes(bytes);
        return Frame.of(bytes, nanos, linkType);
    }

    /** A frame whose end is missing on the wire, not only in the capture. */
    private Frame cutShort(long nanos) {
        Frame whole = segment(nanos).build();
        return Frame.of(Arrays.copyOf(whole.bytes(), random.nextInt(whole.bytes().length)), nanos, linkType);
    }

    private Frame withoutIp(long nanos) {
        if (linkType.equals(LinkType.RAW) || linkType.equals(LinkType.IPV4) || linkType.equals(LinkType.IPV6)) {
            return noise(nanos);
        }
        Endpoint source = Endpoint.client(random.nextInt(100));
        Endpoint destination = Endpoint.server(random.nextInt(100), PORT);
        EthernetFrameBuilder frame = random.nextBoolean()
                ? Frames.arp(source, destination)
                : Frames.ethernet(ETHERTYPE_LLDP, source, destination).payload(random.nextInt(LONGEST_NOISE));
        return frame.link(linkType).at(nanos).build();
    }

    private TcpFrameBuilder segment(long nanos) {
        boolean ipv6 = linkType.equals(LinkType.IPV6) || (!linkType.equals(LinkType.IPV4) && random.nextBoolean());
        int number = random.nextInt(100);
        return (ipv6
                        ? Frames.tcp(Endpoint.client6(number), Endpoint.server6(number, PORT))
                        : Frames.tcp(Endpoint.client(number), Endpoint.server(number, PORT)))
                .flags(random.nextInt(256))
                .sequence(random.nextInt())
                .acknowledgement(random.nextInt())
                .payload(random.nextInt(50))
                .link(linkType)
                .at(nanos);
    }
}
