package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Flow;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.TrackerConfig;
import io.flowtrack.api.VlanIds;
import io.flowtrack.core.extract.FiveTupleExtractor;
import io.flowtrack.core.extract.HostPairExtractor;
import io.flowtrack.core.extract.MacPairExtractor;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Wrapped;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A flow has the VLAN ids of the packet that began it, whatever its key. */
class VlanIdsOfFlowsTest {
    private static final Endpoint CLIENT = Endpoint.client(1);
    private static final Endpoint SERVER = Endpoint.server(1, 80);
    private static final Endpoint NEAR = Endpoint.client(900);
    private static final Endpoint FAR = Endpoint.server(900, 4789);
    private static final int TPID = 0x88A8;
    private static final int PRIORITY = 0xE000;

    static Stream<FlowExtractor<?>> extractors() {
        return Stream.of(
                FiveTupleExtractor.bidirectional(),
                FiveTupleExtractor.directional(),
                FiveTupleExtractor.bidirectional().withVlanIds(),
                FiveTupleExtractor.bidirectional().verifyingChecksums(),
                FiveTupleExtractor.bidirectional().asZeek(),
                HostPairExtractor.create(),
                MacPairExtractor.create());
    }

    private static <K> VlanIds idsOfOnly(FlowExtractor<K> extractor, Frame... frames) {
        FlowTracker<K, @Nullable Void> tracker = FlowTracker.of(extractor, TrackerConfig.defaults());
        for (Frame frame : frames) {
            tracker.track(frame.view());
        }
        assertThat(tracker.flowCount()).isEqualTo(1);
        Flow<K, @Nullable Void> flow = tracker.flows().findFirst().orElseThrow();
        assertThat(flow.snapshot(null).vlanIds()).isEqualTo(flow.vlanIds());
        return flow.vlanIds();
    }

    private static Frame tcp(int... ids) {
        var frame = Frames.tcp(CLIENT, SERVER);
        for (int id : ids) {
            frame.vlan(id);
        }
        return frame.build();
    }

    @ParameterizedTest
    @MethodSource("extractors")
    void ofOneTagOfSeveralAndOfNone(FlowExtractor<?> extractor) {
        assertThat(idsOfOnly(extractor, tcp(5))).isEqualTo(new VlanIds(5, 0));
        assertThat(idsOfOnly(extractor, tcp(5, 6))).isEqualTo(new VlanIds(5, 6));
        assertThat(idsOfOnly(extractor, tcp(4095, 6, 7))).isEqualTo(new VlanIds(4095, 7));
        assertThat(idsOfOnly(extractor, tcp(0))).isSameAs(VlanIds.NONE);
        assertThat(idsOfOnly(extractor, tcp())).isSameAs(VlanIds.NONE);
    }

    @ParameterizedTest
    @MethodSource("extractors")
    void priorityAndKindOfTagDoNotCount(FlowExtractor<?> extractor) {
        Frame frame =
                Frames.udp(CLIENT, SERVER).vlan(TPID, PRIORITY | 5).vlan(0).build();
        assertThat(idsOfOnly(extractor, frame)).isEqualTo(new VlanIds(5, 0));
    }

    @Test
    void theFirstPacketDecides() {
        assertThat(idsOfOnly(FiveTupleExtractor.bidirectional(), tcp(5), tcp(), tcp(6)))
                .isEqualTo(new VlanIds(5, 0));
        assertThat(idsOfOnly(FiveTupleExtractor.bidirectional(), tcp(), tcp(5))).isSameAs(VlanIds.NONE);
    }

    @Test
    void theKeyHasTheSameOnes() {
        FlowTracker<FiveTuple, @Nullable Void> tracker =
                FlowTracker.of(FiveTupleExtractor.bidirectional().withVlanIds(), TrackerConfig.defaults());
        List.of(tcp(5), tcp(5, 6), tcp(6, 5), tcp()).forEach(frame -> tracker.track(frame.view()));
        assertThat(tracker.flows()).hasSize(4).allSatisfy(flow -> {
            assertThat(flow.vlanIds().outer()).isEqualTo(flow.key().scope().outerVlanId());
            assertThat(flow.vlanIds().inner()).isEqualTo(flow.key().scope().innerVlanId());
        });
    }

    @Test
    void theyAreThoseOfTheInnermostEthernetFrame() {
        FlowExtractor<?> extractor = FiveTupleExtractor.bidirectional();
        Frame gre = Frames.ip(47, NEAR, FAR)
                .payload(Wrapped.gre(0x0800, Frames.tcp(CLIENT, SERVER).packet()))
                .vlan(5)
                .build();
        assertThat(idsOfOnly(extractor, gre)).isEqualTo(new VlanIds(5, 0));
        assertThat(idsOfOnly(extractor, vxlan(5, tcp(7, 8)))).isEqualTo(new VlanIds(7, 8));
        assertThat(idsOfOnly(extractor, vxlan(5, tcp()))).isSameAs(VlanIds.NONE);
    }

    private static Frame vxlan(int id, Frame inner) {
        return Frames.udp(NEAR, FAR)
                .payload(Wrapped.vxlan(1, inner.bytes()))
                .vlan(id)
                .build();
    }

    @Test
    void aFlowAroundOthersHasItsOwn() {
        FlowTracker<FiveTuple, @Nullable Void> tracker = FlowTracker.of(
                FiveTupleExtractor.bidirectional()
                        .decapsulating(Decapsulation.defaults().withOuterFlows()),
                TrackerConfig.defaults());
        tracker.track(vxlan(5, tcp(7)).view());
        assertThat(tracker.flows())
                .extracting(
                        flow -> flow.key().protocol() + " in " + flow.vlanIds().outer())
                .containsExactlyInAnyOrder("17 in 5", "6 in 7");
    }
}
