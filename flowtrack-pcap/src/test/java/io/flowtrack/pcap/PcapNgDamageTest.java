package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PcapNgDamageTest {
    /** A section header, an interface description, and a packet of one byte. */
    private static final int FIRST_LENGTH = 28 + 20 + 36;

    @TempDir
    private Path folder;

    private static PcapNgBytes begun() {
        return PcapNgBytes.ethernet().packet(0, 1, new byte[1]);
    }

    /** What is wrong behind one good packet; every way of reading must say the same. */
    private String damage(PcapNgBytes file) throws IOException {
        return damage(file.toArray());
    }

    private String damage(byte[] file) throws IOException {
        String message = "";
        for (Way way : Way.values()) {
            Reading reading = Reading.of(way.open(file, folder));
            assertThat(reading.packets()).hasSize(1);
            if (!message.isEmpty()) {
                assertThat(reading.message("trace.pcap")).isEqualTo(message);
            }
            message = reading.message("trace.pcap");
        }
        assertThat(message).startsWith("byte ");
        return message.replace("byte " + FIRST_LENGTH + ": ", "");
    }

    private DamagedCaptureException refused(byte[] file) {
        return catchThrowableOfType(
                DamagedCaptureException.class,
                () -> Way.MAPPED.open(file, folder).close());
    }

    @ParameterizedTest
    @EnumSource
    void aFileCutAnywhereGivesWhatIsBeforeTheCut(Way way) throws IOException {
        byte[] whole = begun().block(5, new byte[40])
                .packet(0, 2, new byte[30])
                .simplePacket(9, new byte[9])
                .section(ByteOrder.BIG_ENDIAN)
                .device(1, 0)
                .oldPacket(0, 0, 3, new byte[7])
                .toArray();
        int packets = 0;
        for (int length = 48; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Reading reading = Reading.of(way.open(cut, folder));
            assertThat(reading.packets().size()).isBetween(packets, packets + 1);
            packets = reading.packets().size();
            if (reading.damage().isPresent()) {
                DamagedCaptureException damage = reading.damage().get();
                assertThat(damage.isCut()).isTrue();
                assertThat(damage.getMessage()).contains(" cut: ").endsWith(" left");
                assertThat(damage.offset()).isLessThan(length);
            }
        }
        assertThat(packets).isEqualTo(3);
    }

    @Test
    void aCutSectionHeaderIsAnErrorWhereverItIsCut() {
        byte[] whole = new PcapNgBytes().section(ByteOrder.BIG_ENDIAN).toArray();
        for (int length = 4; length < whole.length; length++) {
            assertThat(refused(Arrays.copyOf(whole, length)))
                    .hasMessageStartingWith("trace.pcap: byte 0: ")
                    .hasMessageContaining("is cut: ");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 8, 11, 13, 14, 0x7FFFFFFF, -1})
    void aBlockThatIsTooShortOrNoMultipleOfFourIsDamage(int length) throws IOException {
        assertThat(damage(begun().block(6, length, new byte[40], length)))
                .isEqualTo("packet 2 is damaged: a block cannot have " + Integer.toUnsignedString(length) + " bytes");
    }

    @Test
    void aBlockOfLengthZeroIsNoEndlessLoop() throws IOException {
        assertThat(damage(begun().block(9, 0, new byte[400], 0)))
                .isEqualTo("a block of type 0x00000009 is damaged: a block cannot have 0 bytes");
    }

    @Test
    void lengthsThatDifferAreDamageInEveryBlock() throws IOException {
        assertThat(damage(begun().block(6, 44, new byte[32], 48)))
                .isEqualTo("packet 2 is damaged: its block has 44 bytes in front and 48 behind");
        assertThat(damage(begun().block(10, 44, new byte[32], 40)))
                .isEqualTo("a block of type 0x0000000a is damaged: its block has 44 bytes in front and 40 behind");
        assertThat(damage(begun().block(1, 20, new byte[8], 0)))
                .isEqualTo("an interface description is damaged: its block has 20 bytes in front and 0 behind");
    }

    @ParameterizedTest
    @CsvSource({
        "0xFFFFFFFF, '4294967295 bytes announced, at most 262144 are possible'",
        "0x80000000, '2147483648 bytes announced, at most 262144 are possible'",
        "2000, 2000 bytes announced in a block that holds 56",
        "57, 57 bytes announced in a block that holds 56"
    })
    void aCapturedLengthBeyondItsBlockIsDamage(String captured, String what) throws IOException {
        assertThat(damage(begun().packet(0, 0, Long.decode(captured).intValue(), 60, new byte[56], new byte[0])))
                .isEqualTo("packet 2 is damaged: " + what);
    }

    @Test
    void aSimplePacketLongerThanItsBlockIsDamage() throws IOException {
        assertThat(damage(begun().simplePacket(9, new byte[8])))
                .isEqualTo("packet 2 is damaged: 9 bytes announced in a block that holds 8");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 65_535, -1})
    void aPacketOfAnInterfaceThatIsNotDescribedIsDamage(int number) throws IOException {
        assertThat(damage(begun().packet(number, 0, new byte[4])))
                .isEqualTo("packet 2 is damaged: it is of interface " + Integer.toUnsignedString(number)
                        + ", and 1 are described");
    }

    @Test
    void interfacesOfTheSectionBeforeAreGone() throws IOException {
        assertThat(damage(begun().section(ByteOrder.BIG_ENDIAN).simplePacket(1, new byte[1])))
                .endsWith("packet 2 is damaged: it is of interface 0, and 0 are described");
    }

    @Test
    void aBlockTooShortForItsTypeIsDamage() throws IOException {
        assertThat(damage(begun().block(6, new byte[16])))
                .isEqualTo("packet 2 is damaged: its block has 28 bytes, at least 32 are needed");
        assertThat(damage(begun().block(3, new byte[0])))
                .isEqualTo("packet 2 is damaged: its block has 12 bytes, at least 16 are needed");
        assertThat(damage(begun().block(1, new byte[4])))
                .isEqualTo("an interface description is damaged: its block has 16 bytes, at least 20 are needed");
    }

    @Test
    void aLengthThatTheFileDoesNotHoldIsACut() throws IOException {
        assertThat(damage(begun().block(9, 0x7FFFFFFC, new byte[100], 0)))
                .isEqualTo("a block of type 0x00000009 is cut: its block has 2147483644 bytes, 112 left");
        assertThat(damage(begun().block(6, 1 << 20, new byte[100], 0)))
                .isEqualTo("packet 2 is cut: its block has 1048576 bytes, 112 left");
    }

    @Test
    void aPacketInABlockThatIsAbsurdlyLongIsDamage() throws IOException {
        assertThat(damage(begun().block(6, 0x7FFFFFFC, new byte[100], 0)))
                .isEqualTo("packet 2 is damaged: its block holds 2147483612 bytes, of which it is 0");
        assertThat(damage(begun().block(1, 0x7FFFFFFC, new byte[100], 0)))
                .isEqualTo("an interface description is damaged: it has 2147483644 bytes");
    }

    @Test
    void aByteOrderThatIsNoneIsDamage() throws IOException {
        assertThat(damage(begun().block(0x0A0D0D0A, new byte[16])))
                .isEqualTo("the section header is damaged: 00000000 is no byte order");
    }

    @ParameterizedTest
    @CsvSource({"9, 0", "0, 1", "2, 0"})
    void anotherMajorVersionIsAnError(int major, int minor) {
        byte[] file = new PcapNgBytes().section(ByteOrder.BIG_ENDIAN).toArray();
        ByteBuffer.wrap(file).putShort(12, (short) major).putShort(14, (short) minor);
        assertThat(refused(file))
                .hasMessage("trace.pcap: byte 0: the section header cannot be read: pcapng version " + major + "."
                        + minor + " is not known, only version 1");
    }

    @Test
    void aFileWithoutASectionHeaderIsNoCapture() {
        assertThat(refused(
                        new PcapNgBytes().device(1, 0).packet(0, 0, new byte[9]).toArray()))
                .hasMessage("trace.pcap: byte 0: not a capture file: it begins with 01000000");
    }

    @Test
    void aTimeOptionOfAnotherLengthIsDamage() throws IOException {
        PcapNgBytes file = begun();
        assertThat(damage(file.device(1, 0, file.option(PcapNgBytes.IF_TSRESOL, new byte[2]))))
                .isEqualTo("an interface description is damaged: option 9 has 2 bytes");
        PcapNgBytes other = begun();
        assertThat(damage(other.device(1, 0, other.option(PcapNgBytes.IF_TSOFFSET, new byte[4]))))
                .isEqualTo("an interface description is damaged: option 14 has 4 bytes");
    }

    @Test
    void anOptionOfAnInterfaceThatReachesBeyondItIsDamage() throws IOException {
        assertThat(damage(begun().block(1, new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 9, 0, 9, 0, 6, 0, 0, 0})))
                .isEqualTo("an interface description is damaged: an option reaches beyond it");
    }

    @Test
    void aSectionHasNoMoreInterfacesThanTheLimit() throws IOException {
        PcapNgBytes file = begun();
        for (int i = 1; i <= PcapNgSection.MAX_INTERFACES; i++) {
            file.device(1, 0);
        }
        assertThat(Reading.of(Way.STREAMED.open(file.toArray(), folder)).message("trace.pcap"))
                .endsWith("an interface description is damaged: the section has more than 65536 interfaces");
    }
}
