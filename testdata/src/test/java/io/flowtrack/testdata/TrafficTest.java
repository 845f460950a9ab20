package io.flowtrack.testdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final Set<LinkType> LINKS = Set.of(
            LinkType.ETHERNET,
            LinkType.RAW,
            LinkType.IPV4,
            LinkType.IPV6,
            LinkType.LINUX_SLL,
            LinkType.LINUX_SLL2,
            LinkType.NULL,
            LinkType.LOOP);

    @Test
    void theSameSeedGivesTheSameFrames() {
        assertThat(Traffic.random(7, 100).unsteadyClock().capture())
                .isEqualTo(Traffic.random(7, 100).unsteadyClock().capture())
                .isNotEqualTo(Traffic.random(8, 100).unsteadyClock().capture());
    }

    @Test
    void aSteadyClockNeverRunsBackwards() {
        Capture capture = Traffic.random(1, 300).capture();
        assertThat(capture.stream().map(Frame::timestampNanos).toList()).isSorted();
    }

    @Test
    void anUnsteadyClockRunsBackwardsAndJumpsMinutesAhead() {
        Capture capture = Traffic.random(1, 300).unsteadyClock().capture();
        int backwards = 0;
        int jumps = 0;
        for (int i = 1; i < capture.size(); i++) {
            long nanos = capture.get(i).timestampNanos() - capture.get(i - 1).timestampNanos();
            backwards += nanos < 0 ? 1 : 0;
            jumps += nanos > 59_000_000_000L ? 1 : 0;
        }
        assertThat(backwards).isBetween(1, capture.size() / 10);
        assertThat(jumps).isBetween(1, capture.size() / 20);
    }

    @Test
    void everyLinkTypeCarriesTraffic() {
        for (LinkType link : LINKS) {
            Capture capture = Traffic.random(3, 50).link(link).capture();
            assertThat(capture).hasSizeGreaterThan(50);
            assertThat(capture.stream().map(Frame::linkType)).containsOnly(link);
        }
    }

    @Test
    void rawLinksOfOneVersionCarryOnlyThatVersion() {
        for (LinkType link : List.of(LinkType.IPV4, LinkType.IPV6)) {
            int version = link.equals(LinkType.IPV4) ? 4 : 6;
            Capture capture = Traffic.random(3, 50).link(link).withoutGarbage().capture();
            assertThat(capture.stream().map(frame -> frame.view().u8(0) >> 4)).containsOnly(version);
        }
    }

    @Test
    void aMixtureHoldsEveryKindOfProtocolAndBothIpVersions() {
        Set<Integer> etherTypes = new HashSet<>();
        Set<Integer> protocols = new HashSet<>();
        for (Frame frame : Traffic.random(5, 1_000).withoutGarbage().capture()) {
            PacketView view = frame.view();
            etherTypes.add(view.u16(12));
            if (view.u16(12) == 0x0800) {
                protocols.add(view.u8(23));
            }
        }
        assertThat(etherTypes).containsExactlyInAnyOrder(0x0800, 0x86DD, 0x8100);
        assertThat(protocols).containsExactlyInAnyOrder(1, 6, 17, 132, 136, 253);
    }

    @Test
    void tuplesAreUsedAgain() {
        Set<String> clients = new HashSet<>();
        int syns = 0;
        Capture capture = Traffic.random(5, 500).orderly().withoutGarbage().capture();
        for (Frame frame : capture) {
            PacketView view = frame.view();
            boolean plainSyn = view.u16(12) == 0x0800 && view.u8(23) == 6 && view.u8(47) == 2;
            if (plainSyn && view.u16(36) < 1024) {
                syns++;
                clients.add(view.u32(26) + ":" + view.u16(34) + " " + view.i32(38));
            }
        }
        Set<String> tuples = new HashSet<>();
        clients.forEach(client -> tuples.add(client.substring(0, client.indexOf(' '))));
        assertThat(tuples).hasSizeBetween(100, clients.size() - 10);
        assertThat(clients).hasSizeLessThan(syns);
    }

    @Test
    void orderlyTrafficHoldsNoFrameTwice() {
        Capture orderly = Traffic.random(9, 200).orderly().withoutGarbage().capture();
        assertThat(new HashSet<>(orderly)).hasSameSizeAs(orderly);
        Capture disorderly = Traffic.random(9, 200).withoutGarbage().capture();
        assertThat(disorderly).isNotEqualTo(orderly);
    }
}
