package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatIndexOutOfBoundsException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PacketBatchTest {
    private final PacketBatch batch = new PacketBatch(2);

    private void add(int timestampNanos) {
        batch.add().wrap(ByteBuffer.allocate(1), 0, 1, LinkType.RAW, timestampNanos);
    }

    @Test
    void packetsComeOutAsTheyWereAdded() {
        assertThat(batch.isEmpty()).isTrue();
        add(10);
        add(11);

        assertThat(batch.size()).isEqualTo(2);
        assertThat(batch.get(0).timestampNanos()).isEqualTo(10);
        assertThat(batch.get(1).timestampNanos()).isEqualTo(11);
        assertThat(batch.last()).isSameAs(batch.get(1));
    }

    @Test
    void whatIsTakenOutIsReplacedByWhatComesNext() {
        add(10);
        add(11);
        batch.removeLast();
        add(12);

        assertThat(batch.last().timestampNanos()).isEqualTo(12);
        batch.clear();
        assertThat(batch.isEmpty()).isTrue();
        assertThatIllegalStateException().isThrownBy(batch::removeLast);
    }

    @Test
    void aFullBatchTakesNoMore() {
        add(10);
        assertThat(batch.isFull()).isFalse();
        add(11);

        assertThat(batch.isFull()).isTrue();
        assertThatIllegalStateException().isThrownBy(batch::add);
    }

    @Test
    void onlyPacketsThatAreThereCanBeAskedFor() {
        assertThatIndexOutOfBoundsException().isThrownBy(batch::last);
        add(10);
        assertThatIndexOutOfBoundsException().isThrownBy(() -> batch.get(1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PacketBatch(0));
    }
}
