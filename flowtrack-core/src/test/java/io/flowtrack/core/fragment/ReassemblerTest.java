package io.flowtrack.core.fragment;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.OverlapPolicy;
import io.flowtrack.api.PassReason;
import io.flowtrack.api.Reassembly;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Ipv6Extension;
import io.flowtrack.testdata.UdpFrameBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReassemblerTest {
    private static final Endpoint A = Endpoint.client(1);
    private static final Endpoint B = Endpoint.server(1, 53);
    private static final Endpoint A6 = Endpoint.client6(1);
    private static final Endpoint B6 = Endpoint.server6(1, 53);
    private static final int UDP = 17;

    private final Taking taking = new Taking(Reassembly.DEFAULT);

    private static UdpFrameBuilder datagram(Endpoint from, Endpoint to) {
        return Frames.udp(from, to).identification(7).payload(3_000);
    }

    private static Frame piece(int offset, boolean more, String data) {
        return piece(A, B, offset, more, data);
    }

    private static Frame piece(Endpoint from, Endpoint to, int offset, boolean more, String data) {
        return Frames.ip(UDP, from, to)
                .identification(7)
                .fragment(offset, more)
                .payload(data)
                .build();
    }

    @Test
    void fragmentsInAnyOrderGiveTheDatagramWithItsHeader() {
        for (Endpoint[] ends : List.of(new Endpoint[] {A, B}, new Endpoint[] {A6, B6})) {
            List<Frame> frames = new ArrayList<>(datagram(ends[0], ends[1]).fragments(1_000));
            assertThat(frames).hasSize(4);
            byte[] sent = datagram(ends[0], ends[1]).link(LinkType.RAW).build().bytes();
            if (!ends[0].isIpv6()) {
                sent[6] = 0; // sent as a whole it says that it must not be fragmented
                sent[10] = (byte) (sent[10] + 0x40);
            }
            for (int i = 0; i < 24; i++) {
                Collections.rotate(frames, 1);
                Collections.swap(frames, 0, i % 3);
                for (Frame frame : frames.subList(0, 3)) {
                    assertThat(taking.take(frame)).isNull();
                }
                assertThat(taking.bytes(frames.get(3))).isEqualTo(sent);
            }
            assertThat(taking.held()).isZero();
            assertThat(taking.reassembler.heldBytes()).isZero();
        }
    }

    @Test
    void aDatagramCountsWhatItsFragmentsCameInAndHasTheTimeOfTheLast() {
        List<Frame> frames = datagram(A, B).fragments(1_480);
        long later = frames.get(0).timestampNanos() + 5;
        taking.take(frames.get(2));
        taking.take(frames.get(1));
        taking.take(frames.get(1));
        Rebuilt rebuilt = Objects.requireNonNull(taking.take(frames.get(0).at(later)));
        assertThat(rebuilt.frameCount()).isEqualTo(4);
        assertThat(rebuilt.ipBytes()).isEqualTo(1_500 + 2 * 1_500 + 20 + 48);
        assertThat(rebuilt.packet().wireLength()).isEqualTo((int) rebuilt.ipBytes() + 4 * 14);
        assertThat(rebuilt.packet().timestampNanos()).isEqualTo(later);
        assertThat(rebuilt.packet().fragmentCount()).isEqualTo(4);
        assertThat(rebuilt.packet().linkType()).isEqualTo(LinkType.IPV4);
    }

    @Test
    void datagramsAreToldApartByAddressesNumberProtocolAndVlan() {
        List<Frame> frames = datagram(A, B).fragments(2_000);
        taking.take(frames.get(0));
        assertThat(taking.take(datagram(B, A).fragments(2_000).get(1))).isNull();
        assertThat(taking.take(datagram(A, B).identification(8).fragments(2_000).get(1)))
                .isNull();
        assertThat(taking.take(datagram(A, B).vlan(5).fragments(2_000).get(1))).isNull();
        assertThat(taking.take(Frames.ip(6, A, B)
                        .identification(7)
                        .payload(1_008)
                        .fragment(2_000, false)
                        .build()))
                .isNull();
        assertThat(taking.held()).isEqualTo(5);
        assertThat(taking.take(frames.get(1))).isNotNull();
    }

    @Test
    void byZeeksRulesTheProtocolDoesNotTellDatagramsApart() {
        Taking zeek = Taking.asZeek();
        zeek.take(datagram(A, B).fragments(2_000).get(0));
        assertThat(zeek.take(Frames.ip(6, A, B)
                        .identification(7)
                        .payload(1_008)
                        .fragment(2_000, false)
                        .build()))
                .isNotNull();
    }

    @Test
    void headersBetweenIpv6AndItsFragmentHeaderStayAndThoseBehindAreData() {
        UdpFrameBuilder inFront = datagram(A6, B6).extension(Ipv6Extension.hopByHop(2));
        byte[] sent = inFront.link(LinkType.RAW).build().bytes();
        List<Frame> frames = inFront.fragments(2_000);
        taking.take(frames.get(1));
        assertThat(taking.bytes(frames.get(0))).isEqualTo(sent);

        Frame first = Frames.udp(A6, B6)
                .fragment(0, true)
                .extension(Ipv6Extension.destinationOptions(1))
                .payload(16)
                .build();
        taking.take(first);
        byte[] whole = Objects.requireNonNull(taking.bytes(Frames.ip(UDP, A6, B6)
                .fragment(8 + 8 + 16, false)
                .payload("end")
                .build()));
        assertThat(whole).hasSize(40 + 8 + 8 + 16 + 3);
        assertThat(whole[6]).isEqualTo((byte) 60);
        assertThat(whole[40]).isEqualTo((byte) UDP);
    }

    @Test
    void everyPolicyKeepsTheBytesItSays() {
        // 0       8       16      24      32
        // aaaaaaaabbbbbbbbbbbbbbbb            the first two
        //         ccccccccccccccccdddd...     a copy of the place of b, then one that begins within it
        assertThat(overlapping(OverlapPolicy.FIRST)).isEqualTo("aaaaaaaabbbbbbbbbbbbbbbbdddddddd");
        assertThat(overlapping(OverlapPolicy.LAST)).isEqualTo("aaaaaaaaccccccccdddddddddddddddd");
        assertThat(overlapping(OverlapPolicy.BSD)).isEqualTo("aaaaaaaabbbbbbbbbbbbbbbbdddddddd");
        assertThat(overlapping(OverlapPolicy.LINUX)).isEqualTo("aaaaaaaaccccccccccccccccdddddddd");
    }

    private static String overlapping(OverlapPolicy policy) {
        Taking taking = new Taking(Reassembly.DEFAULT.overlaps(policy));
        taking.take(piece(8, true, "b".repeat(16)));
        taking.take(piece(8, true, "c".repeat(16)));
        taking.take(piece(16, false, "d".repeat(16)));
        return taking.text(piece(0, true, "a".repeat(8)));
    }

    @Test
    void anIpv6DatagramWhoseFragmentsOverlapIsDroppedWithAllThatFollow() {
        taking.take(piece(A6, B6, 0, true, "a".repeat(16)));
        taking.take(piece(A6, B6, 8, true, "b".repeat(16)));
        assertThat(taking.take(piece(A6, B6, 24, false, "end"))).isNull();
        assertThat(taking.take(piece(A6, B6, 8, true, "a".repeat(16)))).isNull();
        assertThat(taking.passedOver(PassReason.OVERLAPPING_FRAGMENT)).isEqualTo(4);
        assertThat(taking.unfinished(PassReason.OVERLAPPING_FRAGMENT)).isEqualTo(1);
        assertThat(taking.held()).isZero();
    }

    @Test
    void anExactCopyIsNoOverlapButOtherBytesAtTheSamePlaceAre() {
        Taking strict = new Taking(Reassembly.DEFAULT.overlaps(OverlapPolicy.DROP));
        strict.take(piece(0, true, "a".repeat(16)));
        strict.take(piece(0, true, "a".repeat(16)));
        assertThat(strict.take(piece(16, false, "end"))).isNotNull();
        strict.take(piece(0, true, "a".repeat(16)));
        strict.take(piece(0, true, "A".repeat(16)));
        assertThat(strict.take(piece(16, false, "end"))).isNull();
        assertThat(strict.passedOver(PassReason.OVERLAPPING_FRAGMENT)).isEqualTo(3);
    }

    @Test
    void fragmentsThatNoDatagramCanHaveArePassedOver() {
        List<Frame> wrong = List.of(
                piece(0, true, "no multiple of 8".substring(1)),
                piece(8, false, ""),
                piece(65_528, false, "x".repeat(8)),
                piece(A6, B6, 0, true, "odd"),
                piece(A6, B6, 65_528, false, "x".repeat(8)));
        wrong.forEach(frame -> assertThat(taking.take(frame)).isNull());
        assertThat(taking.passedOver(PassReason.MALFORMED_FRAGMENT)).isEqualTo(wrong.size());
        assertThat(taking.reassembler.heldBytes()).isZero();
    }

    @Test
    void aFragmentBeyondTheEndIsPassedOverAloneAndTheDatagramGoesOn() {
        taking.take(piece(8, false, "end"));
        taking.take(piece(16, false, "second end"));
        taking.take(piece(8, true, "x".repeat(8)));
        assertThat(taking.passedOver(PassReason.MALFORMED_FRAGMENT)).isEqualTo(2);
        assertThat(taking.text(piece(0, true, "a".repeat(8)))).isEqualTo("aaaaaaaaend");
    }

    @Test
    void byZeeksRulesAFragmentBeyondTheEndExtendsIt() {
        Taking zeek = Taking.asZeek();
        zeek.take(piece(8, false, "b".repeat(8)));
        zeek.take(piece(24, true, "d".repeat(8)));
        zeek.take(piece(16, true, "c".repeat(8)));
        byte[] whole = Objects.requireNonNull(zeek.bytes(piece(0, true, "a".repeat(8))));
        assertThat(whole).hasSize(20 + 32);
    }

    @Test
    void timeIsCountedFromTheFirstFragment() {
        long nanos = Frames.START_NANOS;
        long timeout = Duration.ofSeconds(30).toNanos();
        taking.take(piece(0, true, "a".repeat(8)).at(nanos));
        taking.take(piece(8, true, "b".repeat(8)).at(nanos + timeout - 1));
        assertThat(taking.held()).isEqualTo(2);
        assertThat(taking.take(piece(16, false, "c").at(nanos + timeout))).isNull();
        assertThat(taking.passedOver(PassReason.DATAGRAM_TIMED_OUT)).isEqualTo(2);
        assertThat(taking.unfinished(PassReason.DATAGRAM_TIMED_OUT)).isEqualTo(1);
        assertThat(taking.held()).isEqualTo(1);
        taking.reassembler.expire(nanos + 2 * timeout);
        assertThat(taking.held()).isZero();
    }

    @Test
    void theOldestDatagramMakesRoom() {
        Taking two = new Taking(new Reassembly(OverlapPolicy.FIRST, Duration.ofSeconds(30), 2, 1 << 20, 64));
        List<List<Frame>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(datagram(A, B).identification(i).fragments(2_000));
            two.take(all.get(i).get(0));
        }
        assertThat(two.passedOver(PassReason.DATAGRAM_EVICTED)).isEqualTo(1);
        assertThat(two.take(all.get(1).get(1))).isNotNull();
        assertThat(two.take(all.get(2).get(1))).isNotNull();
        assertThat(two.take(all.get(0).get(1))).isNull();
    }

    @Test
    void aDatagramOfTooManyFragmentsIsGivenUp() {
        Taking few = new Taking(new Reassembly(OverlapPolicy.FIRST, Duration.ofSeconds(30), 9, 1 << 20, 3));
        List<Frame> frames = datagram(A, B).fragments(800);
        assertThat(frames).hasSize(4);
        frames.forEach(frame -> assertThat(few.take(frame)).isNull());
        assertThat(few.passedOver(PassReason.TOO_MANY_FRAGMENTS)).isEqualTo(4);
        assertThat(few.held()).isZero();
    }

    @Test
    void aCutFragmentLeavesTheDatagramCutWithItsLengthOnTheWire() {
        List<Frame> frames = datagram(A, B).fragments(1_000);
        taking.take(frames.get(3).snapped(96));
        taking.take(frames.get(2).snapped(96));
        taking.take(frames.get(1).snapped(96));
        Rebuilt rebuilt = Objects.requireNonNull(taking.take(frames.get(0).snapped(96)));
        assertThat(rebuilt.packet().capturedLength()).isEqualTo(96 - 14);
        assertThat(rebuilt.packet().wireLength()).isEqualTo(4 * (14 + 20) + 8 + 3_000);
    }

    @Test
    void aFlushGivesUpWhatIsHeld() {
        taking.take(piece(0, true, "a".repeat(8)));
        taking.take(piece(16, true, "a".repeat(8)));
        taking.reassembler.flush();
        assertThat(taking.passedOver(PassReason.DATAGRAM_UNFINISHED)).isEqualTo(2);
        assertThat(taking.held()).isZero();
        assertThat(taking.reassembler.heldBytes()).isZero();
    }
}
