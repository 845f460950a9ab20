package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The example of an extractor written by a user, as the documentation of {@link FlowExtractor} gives it. */
class NetworkPairTest {
    // example begins
    record NetworkPair(int a, int b) {}

    static final class NetworkPairExtractor implements FlowExtractor<NetworkPair> {
        private final FlowExtractor<HostPair> hosts = HostPairExtractor.create();

        @Override
        public boolean extract(PacketView packet, Extraction into) {
            if (!hosts.extract(packet, into)) {
                return false; // says why in the extraction
            }
            int ip = into.networkOffset();
            if (packet.u8(ip) >> 4 != 4) {
                return into.passOver(PassReason.NOT_WANTED);
            }
            long source = packet.u32(ip + 12) >> 8;
            long destination = packet.u32(ip + 16) >> 8;
            into.orientation(source <= destination ? Orientation.FORWARD : Orientation.REVERSE);
            into.identity().set(Math.min(source, destination), Math.max(source, destination));
            return true;
        }

        @Override
        public NetworkPair key(FlowIdentity identity) {
            return new NetworkPair((int) identity.first(), (int) identity.second());
        }

        @Override
        public void identify(NetworkPair key, FlowIdentity into) {
            into.set(Math.min(key.a(), key.b()), Math.max(key.a(), key.b()));
        }
    }
    // example ends

    private static final Path HERE = Path.of("src/test/java/io/flowtrack/core/extract/NetworkPairTest.java");
    private static final Path DOCUMENTATION =
            Path.of("../flowtrack-api/src/main/java/io/flowtrack/api/FlowExtractor.java");

    private final NetworkPairExtractor networks = new NetworkPairExtractor();

    @Test
    void hostsOfTwoNetworksAreOneFlow() {
        Frame up = Frames.tcp(Endpoint.of("10.1.1.1", 1), Endpoint.of("200.2.2.2", 2))
                .build();
        Frame down = Frames.udp(Endpoint.of("200.2.2.9", 1), Endpoint.of("10.1.1.9", 2))
                .build();
        NetworkPair key = new NetworkPair(0x0A0101, 0xC80202);
        assertThat(Extracted.key(networks, up)).isEqualTo(key);
        assertThat(Extracted.key(networks, down)).isEqualTo(key);
        assertThat(Extracted.of(networks, up).orientation()).isEqualTo(Orientation.FORWARD);
        assertThat(Extracted.of(networks, down).orientation()).isEqualTo(Orientation.REVERSE);
        assertThat(Extracted.words(networks, key))
                .isEqualTo(Extracted.words(networks, down))
                .isEqualTo(Extracted.words(networks, new NetworkPair(0xC80202, 0x0A0101)));
    }

    @Test
    void itSaysWhyAPacketIsPassedOver() {
        Frame ipv6 = Frames.udp(Endpoint.client6(1), Endpoint.server6(1, 1)).build();
        Frame arp = Frames.arp(Endpoint.client(1), Endpoint.client(2)).build();
        assertThat(Extracted.reasonOf(networks, ipv6)).isEqualTo(PassReason.NOT_WANTED);
        assertThat(Extracted.reasonOf(networks, arp)).isEqualTo(PassReason.NOT_IP);
    }

    @Test
    void theDocumentationSaysTheSame() throws IOException {
        String here = between(Files.readString(HERE), "// example begins\n", "// example ends\n");
        String there = between(Files.readString(DOCUMENTATION), "<pre>{@code\n", " * }</pre>")
                .replaceAll("(?m)^ \\* ?", "");
        assertThat(bare(there)).isNotEmpty().isEqualTo(bare(here));
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    /** Without what a nested class of a checked build needs in addition, and without layout. */
    private static String bare(String code) {
        return code.replace("@Override", "")
                .replace("static final class", "final class")
                .replaceAll("\\s", "");
    }
}
