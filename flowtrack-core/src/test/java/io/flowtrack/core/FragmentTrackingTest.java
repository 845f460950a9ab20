package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.FlowPacket;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Reassembly;
import io.flowtrack.api.Side;
import io.flowtrack.api.SideStats;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.TrackerStats;
import io.flowtrack.api.VlanIds;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.core.extract.HostPairExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.UdpFrameBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FragmentTrackingTest {
    private static final Endpoint A = Endpoint.client(1);
    private static final Endpoint B = Endpoint.server(1, 53);
    private static final TrackerConfig ZEEK = TrackerConfig.zeek();

    private final Tape tape = Tape.withDefaults();

    /** 3 008 bytes of UDP: fragments of 1 480, 1 480 and 48. */
    private static UdpFrameBuilder datagram() {
        return Frames.udp(A, B).payload(3_000);
    }

    private static List<Frame> fragments() {
        return datagram().fragments(1_480);
    }

    private static SideStats sent(Tape tape) {
        return tape.tracker.flows().findFirst().orElseThrow().stats(Side.INITIATOR);
    }

    private static void checkSums(TrackerStats stats) {
        assertThat(stats.packets())
                .isEqualTo(stats.packetsInFlows()
                        + stats.passedOverTotal()
                        + stats.fragments().fragmentsHeld());
    }

    @Test
    void aDatagramIsTrackedWhenItsLastFragmentComesAndCountsAsAllOfThem() {
        List<Frame> frames = fragments();
        assertThat(tape.play(frames.get(2))).isEmpty();
        assertThat(tape.play(frames.get(0))).isEmpty();
        assertThat(tape.tracker.stats().fragments().fragmentsHeld()).isEqualTo(2);
        checkSums(tape.tracker.stats());
        assertThat(tape.play(frames.get(1))).containsExactly("Started", "Packet INITIATOR");
        assertThat(sent(tape).packets()).isEqualTo(3);
        assertThat(sent(tape).payloadBytes()).isEqualTo(3_000);
        assertThat(sent(tape).ipBytes()).isEqualTo(3 * 20 + 3_008);
        assertThat(sent(tape).wireBytes()).isEqualTo(3 * (14 + 20) + 3_008);
        assertThat(tape.tracker.stats().packetsInFlows()).isEqualTo(3);
        assertThat(tape.tracker.stats().fragments().datagramsRebuilt()).isEqualTo(1);
        checkSums(tape.tracker.stats());
    }

    @Test
    void byZeeksRulesItCountsAsOnePacketOfItsOwnLength() {
        Tape zeek = new Tape(ZEEK);
        fragments().forEach(zeek::play);
        assertThat(sent(zeek).packets()).isEqualTo(1);
        assertThat(sent(zeek).ipBytes()).isEqualTo(20 + 3_008);
        assertThat(zeek.tracker.stats().packetsInFlows()).isEqualTo(3);
        checkSums(zeek.tracker.stats());
    }

    @Test
    void theListenerGetsTheDatagramAsOnePacket() {
        List<String> heard = new ArrayList<>();
        FlowListener<FiveTuple, @Nullable Void> listener = new FlowListener<>() {
            @Override
            public void onPacket(Flow<FiveTuple, @Nullable Void> flow, FlowPacket packet) {
                heard.add(packet.frame().fragmentCount() + " " + packet.frame().linkType() + " "
                        + packet.payloadCapturedLength() + " "
                        + packet.frame().slice(packet.payloadOffset(), 3_000).remaining() + " "
                        + flow.stats(packet.side()).packets());
            }
        };
        fragments().forEach(frame -> tape.tracker.track(frame.view(), listener));
        assertThat(heard).containsExactly("3 IPV4 3000 3000 3");
    }

    @Test
    void anIpv6DatagramIsTrackedAsWell() {
        List<Frame> frames = Frames.udp(Endpoint.client6(1), Endpoint.server6(1, 53))
                .payload(3_000)
                .fragments(1_480);
        frames.forEach(tape::play);
        assertThat(sent(tape).packets()).isEqualTo(3);
        assertThat(sent(tape).ipBytes()).isEqualTo(3 * 48 + 3_008);
    }

    @Test
    void anAtomicIpv6FragmentIsAPacketOfItsOwn() {
        Frame atomic = Frames.udp(Endpoint.client6(1), Endpoint.server6(1, 53))
                .payload("x")
                .fragment(0, false)
                .build();
        assertThat(tape.play(atomic)).containsExactly("Started", "Packet INITIATOR");
    }

    @Test
    void tcpInFragmentsIsFollowed() {
        tape.client(TcpFlags.SYN, 100, 0);
        Frames.tcp(tape.server, tape.client)
                .flags(TcpFlags.SYN | TcpFlags.ACK)
                .sequence(500)
                .acknowledgement(101)
                .fragments(8)
                .forEach(tape::play);
        assertThat(tape.client(TcpFlags.ACK, 101, 501)).containsExactly("Established", "Packet INITIATOR");
        Flow<FiveTuple, @Nullable Void> flow = tape.tracker.flows().findFirst().orElseThrow();
        assertThat(flow.state()).isEqualTo(FlowState.ESTABLISHED);
        assertThat(flow.history()).isEqualTo("ShA");
        assertThat(flow.stats(Side.RESPONDER).packets()).isEqualTo(3);
    }

    @Test
    void fragmentsThatWaitPassNoTimeAndExpireWithIt() {
        tape.datagram(A, B);
        tape.play(fragments().get(0));
        long now = tape.tracker.nowNanos();
        tape.tracker.advanceTo(now + Duration.ofSeconds(30).toNanos() - 1);
        assertThat(tape.tracker.stats().fragments().fragmentsHeld()).isEqualTo(1);
        tape.tracker.advanceTo(now + Duration.ofSeconds(30).toNanos());
        assertThat(tape.tracker.stats().fragments().fragmentsHeld()).isZero();
        assertThat(tape.tracker.stats().passedOver(PassReason.DATAGRAM_TIMED_OUT))
                .isEqualTo(1);
        tape.play(fragments().get(0).at(now + Duration.ofDays(1).toNanos()));
        assertThat(tape.tracker.nowNanos())
                .isEqualTo(now + Duration.ofSeconds(30).toNanos());
        checkSums(tape.tracker.stats());
    }

    @Test
    void aFlushGivesUpWhatIsHeld() {
        tape.play(fragments().get(0));
        tape.play(fragments().get(1));
        tape.tracker.flush();
        TrackerStats stats = tape.tracker.stats();
        assertThat(stats.fragments().fragmentsHeld()).isZero();
        assertThat(stats.passedOver(PassReason.DATAGRAM_UNFINISHED)).isEqualTo(2);
        assertThat(stats.fragments().datagramsUnfinishedTotal()).isEqualTo(1);
        checkSums(stats);
    }

    @Test
    void withoutReassemblyAFirstFragmentIsTrackedAndLaterOnesArePassedOver() {
        Tape plain =
                new Tape(TrackerConfig.builder().reassembly(Reassembly.NONE).build());
        fragments().forEach(plain::play);
        assertThat(plain.tracker.stats().packetsInFlows()).isEqualTo(1);
        assertThat(plain.tracker.stats().passedOver(PassReason.LATER_FRAGMENT)).isEqualTo(2);
    }

    @Test
    void turningReassemblyOffGivesUpWhatIsHeld() {
        tape.play(fragments().get(0));
        tape.tracker.reconfigure(
                TrackerConfig.builder().reassembly(Reassembly.NONE).build());
        assertThat(tape.tracker.stats().passedOver(PassReason.DATAGRAM_EVICTED)).isEqualTo(1);
        assertThat(tape.play(fragments().get(1))).isEmpty();
        assertThat(tape.tracker.stats().passedOver(PassReason.LATER_FRAGMENT)).isEqualTo(1);
    }

    @Test
    void flowsOfHostsNeedNoReassembly() {
        var tracker = FlowTracker.of(HostPairExtractor.create(), TrackerConfig.defaults());
        for (Frame frame : fragments()) {
            assertThat(tracker.track(frame.view())).isNotEmpty();
        }
        assertThat(tracker.stats().packetsInFlows()).isEqualTo(3);
    }

    @Test
    void theVlanIdsAreThoseOfTheFragments() {
        FlowTracker<FiveTuple, @Nullable Void> tracker =
                FlowTracker.of(FiveTupleExtractor.bidirectional().withVlanIds(), TrackerConfig.defaults());
        datagram().vlan(5).vlan(6).fragments(1_480).forEach(frame -> tracker.track(frame.view()));
        Flow<FiveTuple, @Nullable Void> flow = tracker.flows().findFirst().orElseThrow();
        FiveTuple key = flow.key();
        assertThat(flow.vlanIds()).isEqualTo(VlanIds.of(5, 6));
        assertThat(key.scope().outerVlanId()).isEqualTo(5);
        assertThat(key.scope().innerVlanId()).isEqualTo(6);
    }

    @Test
    void checksumsAreVerifiedOfTheDatagram() {
        FlowTracker<FiveTuple, @Nullable Void> tracker =
                FlowTracker.of(FiveTupleExtractor.bidirectional().verifyingChecksums(), TrackerConfig.defaults());
        fragments().forEach(frame -> tracker.track(frame.view()));
        assertThat(tracker.stats().packetsInFlows()).isEqualTo(3);
        datagram().wrongChecksum().fragments(1_480).forEach(frame -> tracker.track(frame.view()));
        assertThat(tracker.stats().passedOver(PassReason.BAD_TRANSPORT_CHECKSUM))
                .isEqualTo(3);
        datagram().wrongHeaderChecksum().fragments(1_480).forEach(frame -> tracker.track(frame.view()));
        assertThat(tracker.stats().passedOver(PassReason.BAD_IP_CHECKSUM)).isEqualTo(3);
        checkSums(tracker.stats());
    }

    @Test
    void aDatagramThatIsPassedOverIsSoWithAllItsFragments() {
        Frames.ip(6, A, B).payload(16).fragments(8).forEach(tape::play);
        assertThat(tape.tracker.stats().passedOver(PassReason.TRUNCATED_TRANSPORT_HEADER))
                .isEqualTo(2);
        checkSums(tape.tracker.stats());
    }

    @Test
    void aCutDatagramIsTrackedByWhatIsInHand() {
        fragments().forEach(frame -> tape.play(frame.snapped(64)));
        assertThat(sent(tape).packets()).isEqualTo(3);
        assertThat(sent(tape).payloadBytes()).isEqualTo(3_000);
    }

    @Test
    void byZeeksRulesACutFirstFragmentIsAPacketAndCutLaterOnesAreNone() {
        Tape zeek = new Tape(ZEEK);
        fragments().forEach(frame -> zeek.play(frame.snapped(64)));
        assertThat(sent(zeek).packets()).isEqualTo(1);
        assertThat(sent(zeek).ipBytes()).isEqualTo(1_500);
        assertThat(zeek.tracker.stats().packetsInFlows()).isEqualTo(1);
        checkSums(zeek.tracker.stats());
    }

    @Test
    void lateFragmentsOfADatagramThatWasWholeBeginAnotherOne() {
        fragments().forEach(tape::play);
        tape.play(fragments().get(0));
        assertThat(tape.tracker.stats().fragments().fragmentsHeld()).isEqualTo(1);
        assertThat(sent(tape).packets()).isEqualTo(3);
    }
}
