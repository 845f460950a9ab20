package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IcmpTypesTest {
    private static final Set<Integer> PAIRED_4 = Set.of(0, 8, 9, 10, 13, 14, 15, 16, 17, 18);
    private static final Set<Integer> PAIRED_6 = Set.of(128, 129, 130, 131, 133, 134, 135, 136, 139, 140, 144, 145);

    @ParameterizedTest
    @CsvSource({"8, 0", "13, 14", "15, 16", "10, 9", "17, 18"})
    void requestAndReplyAnswerEachOther(int request, int reply) {
        assertThat(IcmpTypes.answerTo(Transport.ICMP, request)).isEqualTo(reply);
        assertThat(IcmpTypes.answerTo(Transport.ICMP, reply)).isEqualTo(request);
    }

    @ParameterizedTest
    @CsvSource({"128, 129", "133, 134", "135, 136", "130, 131", "139, 140", "144, 145"})
    void requestAndReplyAnswerEachOtherInVersion6(int request, int reply) {
        assertThat(IcmpTypes.answerTo(Transport.ICMPV6, request)).isEqualTo(reply);
        assertThat(IcmpTypes.answerTo(Transport.ICMPV6, reply)).isEqualTo(request);
    }

    @Test
    void allOtherTypesHaveNoAnswer() {
        for (int type = 0; type < 256; type++) {
            assertThat(IcmpTypes.hasAnswer(Transport.ICMP, type))
                    .as("ICMP %s", type)
                    .isEqualTo(PAIRED_4.contains(type));
            assertThat(IcmpTypes.hasAnswer(Transport.ICMPV6, type))
                    .as("ICMPv6 %s", type)
                    .isEqualTo(PAIRED_6.contains(type));
        }
    }
}
