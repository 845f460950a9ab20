package io.flowtrack.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamPiecesTest {
    private final StreamPieces pieces = new StreamPieces();

    @Test
    void piecesThatTouchOrOverlapAreOne() {
        pieces.add(10, 20);
        pieces.add(30, 40);
        pieces.add(20, 30);
        assertThat(pieces.firstStart()).isEqualTo(10);
        assertThat(pieces.takeFirst()).isEqualTo(40);
        assertThat(pieces.isEmpty()).isTrue();
    }

    @Test
    void oneTooManyFillsTheHoleBesideIt() {
        for (int i = 0; i <= StreamPieces.MOST; i++) {
            pieces.add(10L * i, 10L * i + 5);
        }
        assertThat(pieces.byteCount()).isEqualTo(5L * (StreamPieces.MOST + 1) + 5);
        assertThat(pieces.lastEnd()).isEqualTo(10L * StreamPieces.MOST + 5);
    }

    @Test
    void theyAreTheBitsOfAPlainReference() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            StreamPieces tested = new StreamPieces();
            BitSet reference = new BitSet();
            for (int i = 0; i < 30; i++) {
                int start = random.nextInt(300);
                int end = start + 1 + random.nextInt(20);
                tested.add(start, end);
                reference.set(start, end);
                assertThat(tested.byteCount()).as("round %d", round).isEqualTo(reference.cardinality());
                assertThat(tested.lastEnd()).isEqualTo(reference.length());
                assertThat(tested.firstStart()).isEqualTo(reference.nextSetBit(0));
            }
        }
    }
}
