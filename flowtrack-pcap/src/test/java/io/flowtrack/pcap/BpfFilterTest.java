package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Exchange;
import io.flowtrack.testdata.PcapFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BpfFilterTest {
    /** An IPv4 header of a UDP packet without its payload, from 192.0.2.1 to 192.0.2.2. */
    private static final byte[] IPV4 =
            HexFormat.of().parseHex("4500001c00000000401100 00c0000201c0000202".replace(" ", ""));

    @BeforeEach
    void libpcapIsInstalled() {
        try {
            Libpcap.require();
        } catch (IOException e) {
            assumeTrue(false, e.getMessage());
        }
    }

    @Test
    void theSameExpressionFitsEveryLinkType() throws IOException {
        PacketView raw = new PacketView().wrap(ByteBuffer.wrap(IPV4), 0, IPV4.length, LinkType.RAW, 0);
        byte[] framed = new byte[14 + IPV4.length];
        framed[12] = 8;
        System.arraycopy(IPV4, 0, framed, 14, IPV4.length);
        PacketView ethernet = new PacketView().wrap(ByteBuffer.wrap(framed), 0, framed.length, LinkType.ETHERNET, 0);
        try (BpfFilter udp = BpfFilter.compile("udp and src 192.0.2.1");
                BpfFilter tcp = BpfFilter.compile("tcp")) {
            for (PacketView packet : new PacketView[] {raw, ethernet, raw}) {
                assertThat(udp.accepts(packet)).isTrue();
                assertThat(tcp.accepts(packet)).isFalse();
            }
        }
    }

    @Test
    void aFileDeliversAndCountsWhatMatches() throws IOException {
        byte[] file = PcapFile.bytes(Exchange.udp(Endpoint.client(1), Endpoint.server(1, 53))
                .request(30)
                .reply(80)
                .capture());
        PacketView view = new PacketView();
        try (BpfFilter filter = BpfFilter.compile("src port 53");
                CaptureFile capture =
                        CaptureFile.open(new ByteArrayInputStream(file), "x").filter(filter)) {
            assertThat(capture.next(view)).isTrue();
            assertThat(view.wireLength()).isEqualTo(14 + 20 + 8 + 80);
            assertThat(capture.next(view)).isFalse();
            assertThat(capture.packetCount()).isEqualTo(1);
            assertThat(capture.filteredOutCount()).isEqualTo(1);
        }
    }

    @Test
    void aWrongExpressionSaysWhatLibpcapSays() {
        assertThatThrownBy(() -> BpfFilter.compile("tcp prt 80"))
                .isInstanceOf(FilterException.class)
                .hasMessageContaining("syntax error");
    }

    @Test
    void aClosedFilterDoesNotTouchWhatItGaveBack() throws IOException {
        PacketView raw = new PacketView().wrap(ByteBuffer.wrap(IPV4), 0, IPV4.length, LinkType.RAW, 0);
        BpfFilter filter = BpfFilter.compile("udp");
        assertThat(filter.accepts(raw)).isTrue();
        filter.close();
        filter.close();
        assertThatThrownBy(() -> filter.accepts(raw)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void filteringAllocatesNothingPerPacket() throws IOException {
        PacketView raw = new PacketView().wrap(ByteBuffer.wrap(IPV4), 0, IPV4.length, LinkType.RAW, 0);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (BpfFilter filter = BpfFilter.compile("udp")) {
            int accepted = 0;
            long before = 0;
            for (int i = 0; i < 51_000; i++) {
                before = i == 1_000 ? threads.getCurrentThreadAllocatedBytes() : before;
                accepted += filter.accepts(raw) ? 1 : 0;
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(5_000);
            assertThat(accepted).isEqualTo(51_000);
        }
    }
}
