package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.TcpFlags;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.TcpFrameBuilder;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpOptionsTest {
    private static final long SEED = 20_260_809;
    private static final Endpoint CLIENT = Endpoint.client(1);
    private static final Endpoint SERVER = Endpoint.server(1, 80);
    private static final int SYN_ACK = TcpFlags.SYN | TcpFlags.ACK;

    private final FiveTupleExtractor extractor = FiveTupleExtractor.bidirectional();

    private static TcpFrameBuilder tcp(int flags) {
        return Frames.tcp(CLIENT, SERVER).flags(flags);
    }

    private Extraction of(TcpFrameBuilder frame) {
        return Extracted.of(extractor, frame.build());
    }

    private Extraction of(int flags, String hex) {
        return of(tcp(flags).options(HexFormat.of().parseHex(hex)).payload(20));
    }

    private static String describe(Extraction found) {
        return found.maxSegmentLength() + " " + found.windowScaleShift() + " " + found.isSackPermitted()
                + (found.hasTimestamps() ? " " + found.timestampValue() + " " + found.timestampEcho() : "");
    }

    @Test
    void aSynSaysWhatItsSenderTakes() {
        Extraction found =
                of(tcp(SYN_ACK).mss(1460).sackPermitted().timestamps(-2, 3).windowScale(7));
        assertThat(found.maxSegmentLength()).isEqualTo(1460);
        assertThat(found.windowScaleShift()).isEqualTo(7);
        assertThat(found.isSackPermitted()).isTrue();
        assertThat(found.hasTimestamps()).isTrue();
        assertThat(found.timestampValue()).isEqualTo(-2);
        assertThat(found.timestampEcho()).isEqualTo(3);
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertThat(describe(of(tcp(TcpFlags.SYN)))).isEqualTo("-1 -1 false");
        assertThat(describe(of(tcp(TcpFlags.ACK).payload("x")))).isEqualTo("-1 -1 false");
        assertThat(describe(of(tcp(TcpFlags.SYN).windowScale(0).mss(0)))).isEqualTo("0 0 false");
    }

    @Test
    void optionsOfASynMeanNothingElsewhere() {
        assertThat(describe(of(tcp(TcpFlags.ACK)
                        .mss(1460)
                        .windowScale(7)
                        .sackPermitted()
                        .timestamps(1, 2))))
                .isEqualTo("-1 -1 false 1 2");
    }

    @Test
    void timestampsAreFoundWhereverTheyAre() {
        assertThat(describe(of(tcp(TcpFlags.ACK).timestamps(5, 6).sack(1, 2)))).isEqualTo("-1 -1 false 5 6");
        assertThat(describe(of(tcp(TcpFlags.ACK).sack(1, 2).timestamps(5, 6)))).isEqualTo("-1 -1 false 5 6");
        assertThat(describe(of(TcpFlags.ACK, "080a0000000500000006"))).isEqualTo("-1 -1 false 5 6");
        assertThat(describe(of(tcp(TcpFlags.SYN).timestamps(5, 6).mss(9)))).isEqualTo("9 -1 false 5 6");
    }

    @Test
    void theFirstOptionOfAKindCounts() {
        assertThat(describe(of(TcpFlags.SYN, "020405b40204000103030203030b"))).isEqualTo("1460 2 false");
        assertThat(describe(of(tcp(TcpFlags.ACK).timestamps(1, 2).timestamps(3, 4))))
                .isEqualTo("-1 -1 false 1 2");
        assertThat(describe(of(TcpFlags.ACK, "080a0000000100000002080a0000000300000004")))
                .isEqualTo("-1 -1 false 1 2");
    }

    @Test
    void aWindowScaleAbove14IsTakenFor14() {
        assertThat(of(tcp(TcpFlags.SYN).windowScale(200)).windowScaleShift()).isEqualTo(14);
    }

    @Test
    void nothingBehindTheEndOfTheListIsAnOption() {
        assertThat(describe(of(TcpFlags.SYN, "0402000204000100"))).isEqualTo("-1 -1 true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"000a", "010a", "080a", "FFff", "0250", "0200", "0201", "0305", "0800", "0801", "080f", "0401"})
    void anImpossibleLengthEndsTheList(String option) {
        assertThat(describe(of(TcpFlags.SYN, "0402" + option + "0204"))).isEqualTo("-1 -1 true");
        assertThat(describe(of(TcpFlags.ACK, option + "0000"))).isEqualTo("-1 -1 false");
    }

    @Test
    void optionsOfAWrongLengthAreSteppedOver() {
        assertThat(describe(of(TcpFlags.SYN, "020305" + "03040000" + "040300" + "08040000" + "02040064")))
                .isEqualTo("100 -1 false");
        assertThat(describe(of(TcpFlags.SYN, "0303070204ffff0402"))).isEqualTo("65535 7 true");
    }

    @Test
    void unknownOptionsAreSteppedOver() {
        assertThat(describe(of(TcpFlags.SYN, "fd0611223344" + "2202" + "1e04aabb" + "030302")))
                .isEqualTo("-1 2 false");
    }

    @Test
    void anOptionThatReachesIntoThePayloadIsNone() {
        assertThat(describe(of(TcpFlags.SYN, "01010204"))).isEqualTo("-1 -1 false");
        assertThat(describe(of(TcpFlags.ACK, "0101080a"))).isEqualTo("-1 -1 false");
        assertThat(describe(of(TcpFlags.ACK, "0101080a00000001"))).isEqualTo("-1 -1 false");
    }

    @Test
    void optionsThatTheCaptureCutAreAbsent() {
        Frame whole = tcp(SYN_ACK)
                .timestamps(1, 2)
                .mss(1460)
                .windowScale(7)
                .payload(9)
                .build();
        int options = 14 + 20 + 20;
        for (int inHand = 0; inHand <= 20; inHand++) {
            String expected = (inHand < 16 ? "-1 " : "1460 ")
                    + (inHand < 19 ? "-1 false" : "7 false")
                    + (inHand < 12 ? "" : " 1 2");
            assertThat(describe(Extracted.of(extractor, whole.snapped(options + inHand))))
                    .isEqualTo(expected);
        }
        Frame data = tcp(TcpFlags.ACK).timestamps(1, 2).payload(9).build();
        assertThat(Extracted.of(extractor, data.snapped(options + 11)).hasTimestamps())
                .isFalse();
        assertThat(Extracted.of(extractor, data.snapped(options + 12)).hasTimestamps())
                .isTrue();
    }

    @Test
    void ipv6AndBothKindsOfFiveTuplesCarryThem() {
        Frame frame = Frames.tcp(Endpoint.client6(1), Endpoint.server6(1, 80))
                .flags(TcpFlags.SYN)
                .mss(1440)
                .build();
        assertThat(Extracted.of(FiveTupleExtractor.directional(), frame).maxSegmentLength())
                .isEqualTo(1440);
        assertThat(Extracted.of(HostPairExtractor.create(), frame).maxSegmentLength())
                .isEqualTo(Extraction.NO_OPTION);
    }

    @Test
    void resettingMakesAllAbsent() {
        Extraction found =
                of(tcp(TcpFlags.SYN).mss(1).windowScale(1).sackPermitted().timestamps(1, 1));
        found.reset();
        assertThat(describe(found)).isEqualTo("-1 -1 false");
    }

    @Test
    void anyOrderOfWellFormedOptionsIsRead() {
        Random random = new Random(SEED);
        for (int i = 0; i < 2000; i++) {
            TcpFrameBuilder frame = tcp(TcpFlags.SYN);
            int mss = random.nextInt(0x10000);
            int shift = random.nextInt(15);
            int value = random.nextInt();
            for (int step = random.nextInt(4), count = 0; count < 4; count++) {
                switch ((step + count) % 4) {
                    case 0 -> frame.mss(mss);
                    case 1 -> frame.windowScale(shift);
                    case 2 -> frame.sackPermitted();
                    default -> frame.timestamps(value, ~value);
                }
                frame.options(HexFormat.of().parseHex("01".repeat(random.nextInt(4))));
            }
            assertThat(describe(of(frame)))
                    .as("seed %d", SEED)
                    .isEqualTo(mss + " " + shift + " true " + value + " " + ~value);
        }
    }
}
