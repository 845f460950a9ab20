package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureFileDamageTest {
    @TempDir
    private Path folder;

    private DamagedCaptureException refused(Way way, byte[] file) {
        return catchThrowableOfType(
                DamagedCaptureException.class, () -> way.open(file, folder).close());
    }

    private static byte[] cut(PcapBytes file, int missing) {
        byte[] bytes = file.toArray();
        return Arrays.copyOf(bytes, bytes.length - missing);
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyFileIsNoCapture(Way way) {
        assertThat(refused(way, new byte[0])).hasMessage("trace.pcap: byte 0: the file is empty");
    }

    @ParameterizedTest
    @EnumSource
    void aCutFileHeaderIsAnErrorWhereverItIsCut(Way way) {
        byte[] whole = PcapBytes.ethernet().toArray();
        for (int length = 1; length < whole.length; length++) {
            assertThat(refused(way, Arrays.copyOf(whole, length)))
                    .hasMessage(
                            "trace.pcap: byte 0: the file header is cut: it has 24 bytes, " + length + " are there");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a1b2c3d5", "a1b23c4e", "a1e2cb12", "00000000", "89504e47"})
    void anUnknownMagicNumberIsNoCapture(String magic) {
        byte[] file = HexFormat.of().parseHex(magic + "00".repeat(40));
        assertThat(refused(Way.MAPPED, file))
                .hasMessage("trace.pcap: byte 0: not a capture file: it begins with " + magic);
    }

    @ParameterizedTest
    @CsvSource({
        "736e6f6f, snoop",
        "474d4255, Network Monitor",
        "425a6839, bzip2",
        "02214c18, lz4 in its legacy format",
        "504b0304, a zip archive"
    })
    void aFormatThatIsNotReadIsNamed(String magic, String format) {
        for (String rest : new String[] {"", "00".repeat(40)}) {
            assertThat(refused(Way.STREAMED, HexFormat.of().parseHex(magic + rest)))
                    .hasMessage("trace.pcap: byte 0: the file is " + format + ", which is not read");
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 4", "3, 0", "543, 0", "65535, 65535", "512, 1024"})
    void anotherMajorVersionIsAnError(int major, int minor) {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            DamagedCaptureException damage = refused(
                    Way.MAPPED,
                    PcapBytes.of(order, PcapBytes.MICROS, major, minor, 1).toArray());
            assertThat(damage)
                    .hasMessage("trace.pcap: byte 4: pcap version " + major + "." + minor
                            + " is not known, only version 2");
            assertThat(damage.offset()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutLastPacketIsAnErrorAfterAllOthers(Way way) throws IOException {
        PcapBytes file = PcapBytes.ethernet()
                .packet(0, 0, new byte[30])
                .packet(0, 0, new byte[40])
                .packet(0, 0, new byte[54]);
        for (int left = 0; left < 54; left++) {
            Reading reading = Reading.of(way.open(cut(file, 54 - left), folder));

            assertThat(reading.packets()).hasSize(2);
            assertThat(reading.message("trace.pcap"))
                    .isEqualTo("byte 126: packet 3 is cut: 54 bytes announced, " + left + " left");
            DamagedCaptureException damage = reading.damage().orElseThrow();
            assertThat(damage.offset()).isEqualTo(126);
            assertThat(damage.name()).isEqualTo("trace.pcap");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCutPacketHeaderIsAnErrorAfterAllOthers(Way way) throws IOException {
        PcapBytes file = PcapBytes.ethernet().packet(0, 0, new byte[30]).packet(0, 0, new byte[0]);
        for (int left = 1; left < 16; left++) {
            Reading reading = Reading.of(way.open(cut(file, 16 - left), folder));

            assertThat(reading.packets()).hasSize(1);
            assertThat(reading.message("trace.pcap"))
                    .isEqualTo("byte 70: packet 2 is cut: its header has 16 bytes, " + left + " left");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameErrorComesAgain(Way way) throws IOException {
        PacketView view = new PacketView();
        try (CaptureFile capture = way.open(cut(PcapBytes.ethernet().packet(0, 0, new byte[30]), 1), folder)) {
            Throwable first = catchThrowableOfType(DamagedCaptureException.class, () -> capture.next(view));
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> capture.next(view)).isSameAs(first);
            assertThat(capture.offset()).isEqualTo(24);
            assertThat(capture.packetCount()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"262145", "2147483647", "2147483648", "4294967295"})
    void anAbsurdLengthIsAnErrorAfterAllOthers(long length) throws IOException {
        byte[] file = PcapBytes.ethernet()
                .packet(0, 0, new byte[10])
                .packet(0, 0, length, length, new byte[300_000])
                .toArray();
        for (Way way : Way.values()) {
            Reading reading = Reading.of(way.open(file, folder));

            assertThat(reading.packets()).hasSize(1);
            assertThat(reading.message("trace.pcap"))
                    .isEqualTo("byte 50: packet 2 is damaged: " + length
                            + " bytes announced, at most 262144 are possible");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLengthAboveTheSnapLengthIsAcceptedUpToTheLimit(Way way) throws IOException {
        byte[] file = PcapBytes.ethernet()
                .packet(0, 0, PcapBytes.body(262_144))
                .packet(0, 0, new byte[1])
                .toArray();

        Reading reading = Reading.of(way.open(file, folder));

        assertThat(reading.damage()).isEmpty();
        assertThat(reading.packets().get(0).hex()).isEqualTo(HexFormat.of().formatHex(PcapBytes.body(262_144)));
        assertThat(reading.packets()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"189, 134217728", "220, 134217728", "231, 134217728", "249, 134217728", "279, 8388608", "1, 262144"})
    void someLinkTypesMayBeLonger(int linkType, long limit) throws IOException {
        PcapBytes tooLong = PcapBytes.of(ByteOrder.LITTLE_ENDIAN, PcapBytes.MICROS, 2, 4, linkType)
                .packet(0, 0, limit + 1, limit + 1, new byte[9]);
        assertThat(Reading.of(Way.STREAMED.open(tooLong.toArray(), folder)).message("trace.pcap"))
                .endsWith("at most " + limit + " are possible");

        PcapBytes cut = PcapBytes.of(ByteOrder.LITTLE_ENDIAN, PcapBytes.MICROS, 2, 4, linkType)
                .packet(0, 0, limit, limit, new byte[9]);
        assertThat(Reading.of(Way.STREAMED.open(cut.toArray(), folder)).message("trace.pcap"))
                .endsWith(limit + " bytes announced, 9 left");
    }

    @Test
    void aLinkTypeSetByTheUserRaisesTheLimitAndNeverLowersIt() throws IOException {
        byte[] ethernet = PcapBytes.ethernet().packet(0, 0, new byte[300_000]).toArray();
        byte[] dbus = PcapBytes.of(ByteOrder.LITTLE_ENDIAN, PcapBytes.MICROS, 2, 4, 231)
                .packet(0, 0, new byte[300_000])
                .toArray();

        assertThat(Reading.of(Way.MAPPED.open(ethernet, folder)).damage()).isPresent();
        assertThat(Reading.of(Way.MAPPED.open(ethernet, folder).linkType(LinkType.of(231)))
                        .damage())
                .isEmpty();
        assertThat(Reading.of(Way.MAPPED.open(dbus, folder).linkType(LinkType.ETHERNET))
                        .damage())
                .isEmpty();
    }

    @Test
    void aStreamIsCalledByItsGivenName() {
        assertThatThrownBy(() -> CaptureFile.open(new ByteArrayInputStream(new byte[0]), "standard input")
                        .close())
                .isInstanceOf(DamagedCaptureException.class)
                .hasMessage("standard input: byte 0: the file is empty");
    }
}
