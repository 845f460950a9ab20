package io.flowtrack.core.dissect;

import io.flowtrack.api.IpAddress;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.IpFrameBuilder;
import io.flowtrack.testdata.Ipv6Extension;
import io.flowtrack.testdata.TcpFrameBuilder;
import java.util.Random;

/** An endless row of different well-formed Ethernet frames, the same for the same seed. */
public final class RandomFrames {
    private final Random random;

    /** A row from its beginning. */
    public RandomFrames(long seed) {
        this.random = new Random(seed);
    }

    /** The next frame: up to three VLAN tags, IPv4 or IPv6, TCP, UDP, ICMP or SCTP. */
    public Frame next() {
        boolean isIpv6 = random.nextBoolean();
        IpFrameBuilder<?> frame = transport(endpoint(isIpv6), endpoint(isIpv6));
        frame.payload(random.nextInt(4) == 0 ? 0 : random.nextInt(1000));
        for (int tags = Math.max(0, random.nextInt(6) - 2); tags > 0; tags--) {
            frame.vlan(Frames.TPID_8021Q, random.nextInt(0x10000));
        }
        if (random.nextInt(4) == 0) {
            frame.padded();
        }
        frame.ttl(1 + random.nextInt(255)).trafficClass(random.nextInt(256)).identification(random.nextInt());
        if (isIpv6) {
            extend(frame);
        } else {
            frame.ipv4Options(Math.max(0, random.nextInt(20) - 9));
        }
        return frame.build();
    }

    private Endpoint endpoint(boolean isIpv6) {
        IpAddress address =
                isIpv6 ? IpAddress.ofIpv6(random.nextLong(), random.nextLong()) : IpAddress.ofIpv4(random.nextInt());
        return Endpoint.of(address, random.nextInt(0x10000));
    }

    private IpFrameBuilder<?> transport(Endpoint source, Endpoint destination) {
        return switch (random.nextInt(6)) {
            case 0, 1, 2 -> tcp(source, destination);
            case 3 -> Frames.udp(source, destination);
            case 4 -> Frames.sctp(source, destination);
            default -> Frames.icmp(source, destination).identifier(random.nextInt(0x10000));
        };
    }

    private TcpFrameBuilder tcp(Endpoint source, Endpoint destination) {
        TcpFrameBuilder frame = Frames.tcp(source, destination)
                .flags(random.nextInt(0x100))
                .sequence(random.nextInt())
                .acknowledgement(random.nextInt())
                .window(random.nextInt(0x10000));
        if (random.nextBoolean()) {
            frame.mss(1460).sackPermitted().windowScale(7);
        }
        return random.nextBoolean() ? frame.timestamps(random.nextInt(), random.nextInt()) : frame;
    }

    private void extend(IpFrameBuilder<?> frame) {
        if (random.nextInt(4) == 0) {
            frame.extension(Ipv6Extension.hopByHop(1 + random.nextInt(4)));
        }
        if (random.nextInt(4) == 0) {
            frame.extension(Ipv6Extension.routing());
        }
        if (random.nextInt(4) == 0) {
            frame.extension(Ipv6Extension.destinationOptions(1 + random.nextInt(32)));
        }
    }
}
