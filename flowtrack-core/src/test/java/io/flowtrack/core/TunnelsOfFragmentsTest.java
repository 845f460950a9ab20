package io.flowtrack.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.PassReason;
import io.flowtrack.api.Side;
import io.flowtrack.api.Tunnel;
import io.flowtrack.testdata.Carrier;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Wrapped;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which fragments belong together, where several tunnels carry the same addresses and identifications at the same time. */
class TunnelsOfFragmentsTest {
    private static final Endpoint NEAR = Endpoint.client(900);
    private static final Endpoint FAR = Endpoint.server(900, 0);

    private static List<byte[]> pieces(String text) {
        return Frames.udp(Endpoint.client(1), Endpoint.server(1, Nest.INNER_PORT))
                .identification(99)
                .payload(text.repeat(300))
                .fragmentPackets(600);
    }

    /** Two datagrams that differ in nothing but their bytes, piece by piece in turn. */
    private static List<Frame> inTurn(Carrier first, Carrier second) {
        List<Frame> one = first.frames(pieces("one"));
        List<Frame> two = second.frames(pieces("two"));
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            frames.add(one.get(i));
            frames.add(two.get(i));
        }
        return frames;
    }

    private static List<Frame> inTwoNetworks() {
        return inTurn(Carrier.vxlan(NEAR, FAR, 5), Carrier.vxlan(NEAR, FAR, 6));
    }

    private static void checkOneFlowOfTwoDatagrams(List<Frame> frames) {
        for (Nest nest : List.of(Nest.innermost(), Nest.withOuter())) {
            nest.play(frames);
            var stats = nest.only(17, Nest.INNER_PORT).stats(Side.INITIATOR);
            assertThat(stats.packets()).isEqualTo(4);
            assertThat(stats.payloadBytes()).isEqualTo(2 * 900);
            assertThat(nest.stats().passedOverTotal()).isZero();
            assertThat(nest.stats().inner().passedOverTotal()).isZero();
        }
    }

    @Test
    void withTunnelIdsInTheKeyTwoNetworksAreTwoFlows() {
        for (Nest nest : List.of(Nest.innermost(), Nest.withOuter())) {
            Nest keyed = nest.withTunnelIds().play(inTwoNetworks());
            assertThat(keyed.tracker
                            .flows()
                            .filter(flow -> flow.key().portA() == Nest.INNER_PORT
                                    || flow.key().portB() == Nest.INNER_PORT)
                            .map(flow -> flow.key().scope().tunnelId() + " of "
                                    + flow.stats(Side.INITIATOR).payloadBytes())
                            .sorted())
                    .containsExactly("5 of 900", "6 of 900");
            assertThat(keyed.stats().passedOverTotal() + keyed.stats().inner().passedOverTotal())
                    .isZero();
        }
    }

    /** A mixture would have a wrong checksum. */
    @Test
    void withoutThemTheyAreOneFlowButFragmentsAreNotMixedUp() {
        checkOneFlowOfTwoDatagrams(inTwoNetworks());
    }

    @Test
    void tunnelsBetweenOtherHostsAreNotMixedUp() {
        checkOneFlowOfTwoDatagrams(inTurn(Carrier.ip(NEAR, FAR), Carrier.ip(NEAR, Endpoint.server(901, 0))));
        checkOneFlowOfTwoDatagrams(inTurn(Carrier.gre(NEAR, FAR, 5), Carrier.gre(Endpoint.client(901), FAR, 5)));
    }

    @Test
    void theDirectionsOfATunnelAreNotMixedUp() {
        checkOneFlowOfTwoDatagrams(inTurn(Carrier.ip(NEAR, FAR), Carrier.ip(FAR, NEAR)));
    }

    @Test
    void tunnelsOfOtherKindsAreNotMixedUpNorIsWhatCameInNone() {
        checkOneFlowOfTwoDatagrams(inTurn(Carrier.geneve(NEAR, FAR, 5), Carrier.vxlan(NEAR, FAR, 5)));
        List<Frame> frames = new ArrayList<>();
        List<Frame> bare = Frames.udp(Endpoint.client(1), Endpoint.server(1, Nest.INNER_PORT))
                .identification(99)
                .payload("two".repeat(300))
                .fragments(600);
        List<Frame> carried = Carrier.gtp(NEAR, FAR, 5).frames(pieces("one"));
        for (int i = 0; i < bare.size(); i++) {
            frames.add(carried.get(i));
            frames.add(bare.get(i));
        }
        Nest nest = Nest.innermost().play(frames);
        assertThat(nest.only(17, Nest.INNER_PORT).stats(Side.INITIATOR).packets())
                .isEqualTo(4);
        assertThat(nest.stats().fragments().datagramsRebuilt()).isEqualTo(2);
    }

    @Test
    void tunnelsFurtherOutTellFragmentsApartAsWell() {
        Carrier gre = Carrier.gre(Endpoint.client(10), Endpoint.server(10, 0), 1);
        List<Frame> nested = new ArrayList<>();
        List<byte[]> one = pieces("one");
        List<byte[]> two = pieces("two");
        for (int i = 0; i < one.size(); i++) {
            nested.addAll(Carrier.vxlan(NEAR, FAR, 5)
                    .frames(List.of(gre.around(one.get(i)).packet())));
            nested.addAll(Carrier.vxlan(NEAR, FAR, 6)
                    .frames(List.of(gre.around(two.get(i)).packet())));
        }
        checkOneFlowOfTwoDatagrams(nested);
    }

    /** A tunnel's sender may choose its port by the ports inside, which only the first fragment has. */
    @Test
    void portsOfTheTunnelDoNotTellFragmentsApart() {
        List<byte[]> pieces = pieces("one");
        Nest nest = Nest.innermost();
        for (int i = 0; i < pieces.size(); i++) {
            nest.play(Carrier.vxlan(NEAR.port(50_000 + i), FAR, 5)
                    .around(pieces.get(i))
                    .build());
        }
        assertThat(nest.stats().fragments().datagramsRebuilt()).isEqualTo(1);
    }

    /** Labels may differ by what the first fragment has and later ones have not. */
    @Test
    void labelsDoNotTellFragmentsApartAndAreThoseOfTheLastToCome() {
        List<byte[]> pieces = pieces("one");
        Nest nest = Nest.innermost();
        for (int i = 0; i < pieces.size(); i++) {
            nest.play(Frames.ethernet(0x8847, NEAR, FAR)
                    .payload(Wrapped.mpls(pieces.get(i), 100, 200 + i))
                    .build());
        }
        assertThat(nest.only(17, Nest.INNER_PORT).tunnels())
                .extracting(Tunnel::id)
                .containsExactly(200L + pieces.size() - 1);
    }

    @Test
    void byZeeksRulesTunnelsTellNothingApart() {
        Nest nest = Nest.zeek().play(inTwoNetworks());
        // one, two, then one's end: the first bytes stay, and what is left of two begins another
        assertThat(nest.stats().inner().fragments().datagramsRebuilt()).isEqualTo(1);
        assertThat(nest.stats().inner().fragments().fragmentsHeld()).isEqualTo(1);
        assertThat(nest.stats().inner().packets()).isEqualTo(4);
    }

    @Test
    void byZeeksRulesTheyDoIfTheyAreInTheKey() {
        Nest nest = Nest.zeek().withTunnelIds().play(inTwoNetworks());
        assertThat(nest.stats().inner().fragments().datagramsRebuilt()).isEqualTo(2);
        assertThat(nest.stats().inner().passedOver(PassReason.BAD_TRANSPORT_CHECKSUM))
                .isZero();
    }
}
