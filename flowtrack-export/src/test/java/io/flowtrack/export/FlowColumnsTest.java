package io.flowtrack.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.flowtrack.api.ConnState;
import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.FlowState;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.SideCounts;
import io.flowtrack.api.Transport;
import io.flowtrack.api.VlanIds;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlowColumnsTest {
    private static final FlowRecord<?> FLOW =
            flow(FiveTuple.of(6, IpAddress.ofIpv4(0xC0000201), 1000, IpAddress.ofIpv4(0xC0000202), 2000));

    @Test
    void namesAreUniqueAndFindTheirColumns() {
        assertThat(FlowColumns.all()).extracting(FlowColumn::name).doesNotHaveDuplicates();
        assertThat(FlowColumns.all())
                .allSatisfy(
                        column -> assertThat(FlowColumns.named(column.name())).contains(column))
                .allSatisfy(column -> assertThat(column.description()).isNotBlank());
        assertThat(FlowColumns.named("START")).isEmpty();
    }

    @Test
    void aNumberIsReadAsNumberAndAsText() {
        assertThat(column("responder_port").number(FLOW)).isEqualTo(2000);
        assertThat(column("responder_port").text(FLOW)).isEqualTo("2000");
        assertThat(column("responder_port").type()).isEqualTo(FlowColumn.Type.INT);
        assertThat(column("start").number(FLOW)).isEqualTo(5);
        assertThat(column("start").text(FLOW)).isEqualTo("1970-01-01T00:00:00.000000005Z");
    }

    @Test
    void whatARecordHasNotIsNone() {
        FlowColumn vlan = column("outer_vlan_id");
        assertThat(vlan.isNone(vlan.number(FLOW))).isTrue();
        assertThat(vlan.text(FLOW)).isNull();
        assertThat(column("end_reason").text(FLOW)).isNull();
        assertThat(column("tcp_ecn_negotiated").text(FLOW)).isNull();
        assertThat(column("start").isNone(Long.MIN_VALUE)).isFalse();
    }

    @Test
    void vlanIdsAreThoseOfTheFirstPacketWhateverTheKeySays() {
        FlowRecord<?> tagged = flow(new HostPair(IpAddress.ofIpv4(1), IpAddress.ofIpv4(2)), VlanIds.of(0, 7));
        FlowColumn outer = column("outer_vlan_id");
        assertThat(outer.isNone(outer.number(tagged))).isTrue();
        assertThat(column("inner_vlan_id").number(tagged)).isEqualTo(7);
    }

    @Test
    void unitsAreThoseOfTheNames() {
        assertThat(column("tcp_handshake_ns").unit()).isEqualTo(FlowColumn.Unit.NANOSECONDS);
        assertThat(column("end").unit()).isEqualTo(FlowColumn.Unit.NANOSECONDS);
        assertThat(column("initiator_ip_bytes").unit()).isEqualTo(FlowColumn.Unit.BYTES);
        assertThat(column("tcp_initiator_max_segment_length").unit()).isEqualTo(FlowColumn.Unit.BYTES);
        assertThat(column("responder_packets").unit()).isEqualTo(FlowColumn.Unit.PACKETS);
        assertThat(column("responder_port").unit()).isEqualTo(FlowColumn.Unit.NONE);
    }

    @Test
    void textIsNoNumber() {
        assertThatIllegalStateException()
                .isThrownBy(() -> column("uid").number(FLOW))
                .withMessageContaining("uid");
    }

    @Test
    void addressesOfUnknownKeysAreRefused() {
        FlowRecord<?> unknown = flow("my own key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> column("initiator_address").text(unknown));
    }

    private static FlowColumn column(String name) {
        return FlowColumns.named(name).orElseThrow();
    }

    private static FlowRecord<?> flow(Object key) {
        return flow(key, VlanIds.NONE);
    }

    private static FlowRecord<?> flow(Object key, VlanIds vlanIds) {
        SideCounts counts = new SideCounts(1, 60, 46, 6, 6);
        return new FlowRecord<>(
                key,
                Transport.TCP,
                Orientation.FORWARD,
                FlowState.ACTIVE,
                /* endReason= */ null,
                ConnState.OTH,
                "",
                0,
                5,
                9,
                counts,
                counts,
                vlanIds,
                List.of(),
                /* tcpAnalysis= */ null,
                1,
                5,
                counts,
                counts,
                /* userState= */ null);
    }
}
