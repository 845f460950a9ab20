package io.flowtrack.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PacketViewTest {
    @Test
    void aPartIsCopiedToTheStartOfABufferOfAnyKind() {
        PacketView view = new PacketView().wrap(ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9}), 1, 3, LinkType.RAW, 0);
        for (ByteBuffer target : new ByteBuffer[] {ByteBuffer.allocate(2), ByteBuffer.allocateDirect(2)}) {
            target.position(1);
            view.copy(1, target, 2);
            assertThat(target.position()).isEqualTo(1);
            assertThat(new byte[] {target.get(0), target.get(1)}).containsExactly(2, 3);
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> view.copy(2, target, 2));
        }
    }

    private static final int MARGIN = 5;
    private static final int LENGTH = 10;

    private final PacketView view = new PacketView();

    /** Ten bytes F0 to F9 with others around them, in all kinds of buffer. */
    static Stream<ByteBuffer> buffers() {
        return Stream.of(
                fill(ByteBuffer.allocate(20)),
                fill(ByteBuffer.allocateDirect(20)),
                fill(ByteBuffer.allocate(20)).order(ByteOrder.LITTLE_ENDIAN),
                fill(ByteBuffer.allocate(20)).asReadOnlyBuffer());
    }

    private static ByteBuffer fill(ByteBuffer buffer) {
        for (int i = 0; i < LENGTH; i++) {
            buffer.put(MARGIN + i, (byte) (0xF0 + i));
        }
        return buffer.position(3);
    }

    private PacketView over(ByteBuffer buffer) {
        return view.wrap(buffer, MARGIN, LENGTH, LinkType.RAW, 42);
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void readsAreBigEndianAndUnsigned(ByteBuffer buffer) {
        over(buffer);
        assertThat(view.u8(0)).isEqualTo(0xF0);
        assertThat(view.u8(9)).isEqualTo(0xF9);
        assertThat(view.u16(8)).isEqualTo(0xF8F9);
        assertThat(view.i32(6)).isEqualTo(0xF6F7_F8F9);
        assertThat(view.u32(6)).isEqualTo(0xF6F7_F8F9L);
        assertThat(view.i64(2)).isEqualTo(0xF2F3_F4F5_F6F7_F8F9L);
        assertThat(buffer.position()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void readsOutsideTheCapturedBytesAreRefused(ByteBuffer buffer) {
        over(buffer);
        refuses(view::u8, LENGTH);
        refuses(view::u16, LENGTH - 1);
        refuses(view::i32, LENGTH - 3);
        refuses(view::u32, LENGTH - 3);
        refuses(view::i64, LENGTH - 7);
        refuses(offset -> view.slice(offset, 2), LENGTH - 1);
        refuses(offset -> view.copy(offset, new byte[9], 0, 2), LENGTH - 1);
        refuses(length -> view.slice(0, length), LENGTH + 1);
    }

    private static void refuses(IntConsumer read, int firstBeyond) {
        for (int offset : new int[] {-1, firstBeyond, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> read.accept(offset));
        }
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void aSliceIsAReadOnlyWindow(ByteBuffer buffer) {
        ByteBuffer slice = over(buffer).slice(2, 3);
        assertThat(slice.isReadOnly()).isTrue();
        assertThat(slice.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThat(slice.remaining()).isEqualTo(3);
        assertThat(slice.get(0)).isEqualTo((byte) 0xF2);
        assertThat(slice.capacity()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("buffers")
    void aCopyIsTheCallers(ByteBuffer buffer) {
        byte[] target = new byte[5];
        over(buffer).copy(8, target, 1, 2);
        assertThat(target).containsExactly(0, 0xF8, 0xF9, 0, 0);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> view.copy(0, target, 4, 2));
    }

    @Test
    void itSaysWhatTheCaptureSaid() {
        over(fill(ByteBuffer.allocate(20)));
        assertThat(view.capturedLength()).isEqualTo(LENGTH);
        assertThat(view.wireLength()).isEqualTo(LENGTH);
        assertThat(view.linkType()).isEqualTo(LinkType.RAW);
        assertThat(view.timestampNanos()).isEqualTo(42);
    }

    @Test
    void theWireLengthIsNeverBelowTheCapturedLength() {
        over(fill(ByteBuffer.allocate(20)));
        assertThat(view.wireLength(1500).wireLength()).isEqualTo(1500);
        assertThat(view.wireLength(LENGTH - 1).wireLength()).isEqualTo(LENGTH);
        assertThat(view.wireLength(-1).wireLength()).isEqualTo(LENGTH);
    }

    @Test
    void pointingItElsewhereForgetsTheWireLength() {
        ByteBuffer buffer = fill(ByteBuffer.allocate(20));
        over(buffer).wireLength(1500);
        assertThat(over(buffer).wireLength()).isEqualTo(LENGTH);
    }

    @Test
    void aFrameOutsideTheBufferIsRefused() {
        ByteBuffer buffer = ByteBuffer.allocate(20).limit(12);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> wrap(buffer, 5, 8));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> wrap(buffer, -1, 2));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> wrap(buffer, 1, -1));
        assertThat(wrap(buffer, 12, 0).capturedLength()).isZero();
    }

    private PacketView wrap(ByteBuffer buffer, int offset, int length) {
        return view.wrap(buffer, offset, length, LinkType.ETHERNET, 0);
    }

    @Test
    void aBufferOfTheOtherOrderMayGrow() {
        ByteBuffer buffer =
                fill(ByteBuffer.allocate(20)).order(ByteOrder.LITTLE_ENDIAN).limit(8);
        assertThat(wrap(buffer, MARGIN, 2).u16(0)).isEqualTo(0xF0F1);
        buffer.limit(15);
        assertThat(wrap(buffer, MARGIN, LENGTH).u16(8)).isEqualTo(0xF8F9);
    }

    @Test
    void aNewViewIsEmpty() {
        assertThat(new PacketView().capturedLength()).isZero();
        assertThat(new PacketView().wireLength()).isZero();
    }

    @Test
    void aBufferWhoseByteOrderIsTurnedBetweenPacketsIsStillReadBigEndian() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2});
        PacketView view = new PacketView().wrap(buffer, 0, 2, LinkType.RAW, 0);
        assertThat(view.u16(0)).isEqualTo(258);
        buffer.order(ByteOrder.LITTLE_ENDIAN);
        assertThat(view.wrap(buffer, 0, 2, LinkType.RAW, 0).u16(0)).isEqualTo(258);
        buffer.order(ByteOrder.BIG_ENDIAN);
        assertThat(view.wrap(buffer, 0, 2, LinkType.RAW, 0).u16(0)).isEqualTo(258);
    }

    @Test
    void aViewCanBePointedAtTheFrameOfAnother() {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {0, 1, 2, 3, 4}).order(ByteOrder.LITTLE_ENDIAN);
        PacketView other = new PacketView().wrap(buffer, 1, 3, LinkType.RAW, 77).wireLength(60);

        PacketView view = new PacketView().wrap(other);
        other.wrap(buffer, 0, 1, LinkType.ETHERNET, 1);

        assertThat(view.u16(1)).isEqualTo(0x0203);
        assertThat(view.capturedLength()).isEqualTo(3);
        assertThat(view.wireLength()).isEqualTo(60);
        assertThat(view.linkType()).isEqualTo(LinkType.RAW);
        assertThat(view.timestampNanos()).isEqualTo(77);
    }
}
