package io.flowtrack.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowtrack.api.Transport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IcmpMessagesTest {
    @Test
    void questionsAndTheirAnswersArePaired() {
        assertThat(IntStream.range(0, 256).filter(type -> IcmpMessages.isPaired(Transport.ICMP, type)))
                .containsExactly(0, 8, 9, 10, 13, 14, 15, 16, 17, 18);
        assertThat(IntStream.range(0, 256).filter(type -> IcmpMessages.isPaired(Transport.ICMPV6, type)))
                .containsExactly(128, 129, 130, 131, 133, 134, 135, 136, 139, 140, 144, 145);
    }
}
