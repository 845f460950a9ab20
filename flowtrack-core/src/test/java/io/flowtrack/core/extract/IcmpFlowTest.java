package io.flowtrack.core.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.Orientation;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IcmpFlowTest {
    private final FiveTupleExtractor both = FiveTupleExtractor.bidirectional();

    private static Endpoint host(int version, int number) {
        return version == 4 ? Endpoint.client(number) : Endpoint.client6(number);
    }

    private static Frame message(Endpoint source, Endpoint destination, int type, int code) {
        return Frames.icmp(source, destination).type(type).code(code).build();
    }

    @ParameterizedTest
    @CsvSource({
        "4, 8, 0",
        "4, 13, 14",
        "4, 15, 16",
        "4, 10, 9",
        "4, 17, 18",
        "6, 128, 129",
        "6, 133, 134",
        "6, 135, 136",
        "6, 130, 131",
        "6, 139, 140",
        "6, 144, 145"
    })
    void requestAndReplyAreOneFlow(int version, int request, int reply) {
        Endpoint a = host(version, 1);
        Endpoint b = host(version, 2);
        Frame asked = message(a, b, request, 0);
        Frame answered = message(b, a, reply, 0);
        assertThat(Extracted.words(both, asked)).isEqualTo(Extracted.words(both, answered));
        assertThat(Extracted.of(both, asked).orientation()).isEqualTo(Orientation.FORWARD);
        assertThat(Extracted.of(both, answered).orientation()).isEqualTo(Orientation.REVERSE);
        FiveTuple key = FiveTuple.of(version == 4 ? 1 : 58, a.address(), request, b.address(), reply);
        FiveTuple turned = FiveTuple.of(version == 4 ? 1 : 58, b.address(), reply, a.address(), request);
        assertThat(Extracted.key(both, answered)).isEqualTo(key);
        assertThat(Extracted.words(both, key))
                .isEqualTo(Extracted.words(both, turned))
                .isEqualTo(Extracted.words(both, asked));
    }

    @Test
    void requestsInBothDirectionsAreTwoFlows() {
        Endpoint a = host(4, 1);
        Endpoint b = host(4, 2);
        assertThat(Extracted.words(both, message(a, b, 8, 0))).isNotEqualTo(Extracted.words(both, message(b, a, 8, 0)));
    }

    @Test
    void aPairsCodeIsNotPartOfTheFlow() {
        Endpoint a = host(4, 1);
        Endpoint b = host(4, 2);
        assertThat(Extracted.words(both, message(a, b, 8, 0))).isEqualTo(Extracted.words(both, message(a, b, 8, 5)));
    }

    @ParameterizedTest
    @CsvSource({"4, 3, 1", "4, 11, 0", "4, 5, 1", "4, 3, 3", "6, 1, 4", "6, 3, 0", "6, 143, 0", "6, 1, 1"})
    void theDirectionsOfAMessageWithoutAnswerAreTwoFlows(int version, int type, int code) {
        Endpoint a = host(version, 1);
        Endpoint b = host(version, 2);
        Frame up = message(a, b, type, code);
        Frame down = message(b, a, type, code);
        assertThat(Extracted.words(both, up)).isNotEqualTo(Extracted.words(both, down));
        assertThat(Extracted.of(both, up).orientation()).isEqualTo(Orientation.FORWARD);
        assertThat(Extracted.of(both, down).orientation()).isEqualTo(Orientation.FORWARD);
        int protocol = version == 4 ? 1 : 58;
        FiveTuple key = FiveTuple.of(protocol, b.address(), type, a.address(), code);
        assertThat(Extracted.key(both, down)).isEqualTo(key);
        assertThat(Extracted.words(both, key)).isEqualTo(Extracted.words(both, down));
    }

    @Test
    void typeAndCodeSeparateMessagesWithoutAnswer() {
        Endpoint a = host(4, 1);
        Endpoint b = host(4, 2);
        assertThat(List.of(
                        Extracted.words(both, message(a, b, 3, 1)),
                        Extracted.words(both, message(a, b, 3, 3)),
                        Extracted.words(both, message(b, a, 3, 1)),
                        Extracted.words(both, message(a, b, 11, 1)),
                        Extracted.words(both, message(b, a, 1, 3))))
                .doesNotHaveDuplicates();
    }

    @Test
    void aHostThatPingsItselfAnswersInReverse() {
        Endpoint self = host(4, 1);
        Frame asked = message(self, self, 8, 0);
        Frame answered = message(self, self, 0, 0);
        assertThat(Extracted.words(both, asked)).isEqualTo(Extracted.words(both, answered));
        assertThat(Extracted.of(both, asked).orientation())
                .isEqualTo(Extracted.of(both, answered).orientation().opposite());
    }

    @Test
    void directionalFlowsOfRequestAndReplyAreTwo() {
        FiveTupleExtractor each = FiveTupleExtractor.directional();
        Endpoint a = host(4, 1);
        Endpoint b = host(4, 2);
        assertThat(Extracted.words(each, message(a, b, 8, 0))).isNotEqualTo(Extracted.words(each, message(b, a, 0, 0)));
        assertThat(Extracted.key(each, message(b, a, 0, 0))).isEqualTo(FiveTuple.of(1, b.address(), 0, a.address(), 8));
    }

    @Test
    void icmpOfTheOtherVersionIsReadByItsProtocolNumber() {
        Endpoint a = host(6, 1);
        Endpoint b = host(6, 2);
        Frame frame =
                Frames.ip(1, a, b).payload(new byte[] {8, 0, 0, 0, 0, 0, 0, 0}).build();
        FiveTuple key = FiveTuple.of(1, a.address(), 8, b.address(), 0);
        assertThat(Extracted.key(both, frame)).isEqualTo(key);
        assertThat(Extracted.words(both, key)).isEqualTo(Extracted.words(both, frame));
    }
}
