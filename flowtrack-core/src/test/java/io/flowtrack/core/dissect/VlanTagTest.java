package io.flowtrack.core.dissect;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PassReason;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.UdpFrameBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VlanTagTest {
    private final UdpFrameBuilder frame = Frames.udp(Endpoint.client(1), Endpoint.server(1, 53));

    @Test
    void anUntaggedFrameHasNoIds() {
        Dissection found = Dissected.of(frame.build());
        assertThat(found.networkOffset()).isEqualTo(14);
        assertThat(found.outerVlanId()).isZero();
        assertThat(found.innerVlanId()).isZero();
    }

    @Test
    void oneTagIsTheOuterOne() {
        Dissection found = Dissected.of(frame.vlan(4095).build());
        assertThat(found.networkOffset()).isEqualTo(18);
        assertThat(found.outerVlanId()).isEqualTo(4095);
        assertThat(found.innerVlanId()).isZero();
    }

    @Test
    void twoTagsAreOuterAndInner() {
        Dissection found =
                Dissected.of(frame.vlan(Frames.TPID_8021AD, 100).vlan(200).build());
        assertThat(found.networkOffset()).isEqualTo(22);
        assertThat(found.outerVlanId()).isEqualTo(100);
        assertThat(found.innerVlanId()).isEqualTo(200);
    }

    @Test
    void ofThreeTagsTheFirstAndTheLastCount() {
        Dissection found = Dissected.of(frame.vlan(1).vlan(2).vlan(3).build());
        assertThat(found.networkOffset()).isEqualTo(26);
        assertThat(found.outerVlanId()).isEqualTo(1);
        assertThat(found.innerVlanId()).isEqualTo(3);
    }

    @Test
    void sixteenTagsAreFollowedAndNoMore() {
        for (int id = 1; id <= 16; id++) {
            frame.vlan(id);
        }
        assertThat(Dissected.of(frame.build()).innerVlanId()).isEqualTo(16);
        assertThat(Dissected.reasonOf(frame.vlan(17).build())).isEqualTo(PassReason.TOO_MANY_LINK_HEADERS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8100, 0x88A8, 0x9100})
    void everyTagProtocolIsKnown(int tpid) {
        assertThat(Dissected.of(frame.vlan(tpid, 7).build()).outerVlanId()).isEqualTo(7);
    }

    @Test
    void priorityAndDropBitAreNotPartOfTheId() {
        assertThat(Dissected.of(frame.vlan(Frames.TPID_8021Q, 0xF005).build()).outerVlanId())
                .isEqualTo(5);
        assertThat(Dissected.of(frame.vlan(Frames.TPID_8021Q, 0xE000).build()).innerVlanId())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"113, 16", "276, 20"})
    void cookedCapturesHaveTagsToo(int linkType, int headerLength) {
        Dissection found =
                Dissected.of(frame.link(LinkType.of(linkType)).vlan(5).vlan(6).build());
        assertThat(found.networkOffset()).isEqualTo(headerLength + 8);
        assertThat(found.outerVlanId()).isEqualTo(5);
        assertThat(found.innerVlanId()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 17, 18, 21})
    void aCutTagIsPassedOver(int captured) {
        assertThat(Dissected.reasonOf(frame.vlan(1).vlan(2).snapped(captured).build()))
                .isEqualTo(PassReason.TRUNCATED_LINK_HEADER);
    }

    @Test
    void idsOfTheFrameBeforeAreForgotten() {
        Dissection found = new Dissection();
        Dissected.walk(frame.vlan(1).vlan(2).build().view(), found);
        assertThat(Dissected.walk(
                        Frames.udp(Endpoint.client(1), Endpoint.server(1, 53))
                                .build()
                                .view(),
                        found))
                .isTrue();
        assertThat(found.outerVlanId()).isZero();
        assertThat(found.innerVlanId()).isZero();
    }
}
