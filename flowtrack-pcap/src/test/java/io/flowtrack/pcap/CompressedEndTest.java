package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand behind compressed data and what may not, and gzip's headers. */
class CompressedEndTest {
    private static final int GZIP_HEADER_LENGTH = 10;
    private static final int FLAGS_OFFSET = 3;

    private final byte[] plain =
            PcapBytes.ethernet().randomPackets(new Random(1), 500, 300).toArray();

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static Reading read(byte[] file) throws IOException {
        return Reading.of(CaptureFile.open(new ByteArrayInputStream(file), "x"));
    }

    /** Every packet was delivered, and then came an error at the byte where the packets end. */
    private DamagedCaptureException damageBehindAllPackets(byte[] file) throws IOException {
        Reading reading = read(file);
        assertThat(reading.packets()).isEqualTo(read(plain).packets());
        DamagedCaptureException damage = reading.damage().orElseThrow();
        assertThat(damage).hasMessageStartingWith("x: byte " + plain.length + ": decompressed up to here, then the ");
        return damage;
    }

    @ParameterizedTest
    @EnumSource(Compressed.class)
    void whatFollowsAndIsNotCompressedIsDamageBehindAllPackets(Compressed how) throws IOException {
        byte[] text = "a signature, a mail's footer, anything".getBytes(StandardCharsets.US_ASCII);
        DamagedCaptureException damage = damageBehindAllPackets(joined(how.compress(plain), text));
        assertThat(damage).hasMessageContaining("the " + how.title() + " data is damaged: ");
        assertThat(damage.isCut()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Compressed.class)
    void oneByteTooManyIsNotPassedOverInSilence(Compressed how) throws IOException {
        damageBehindAllPackets(joined(how.compress(plain), new byte[] {'\n'}));
    }

    @ParameterizedTest
    @EnumSource(Compressed.class)
    void aNextPieceOfAnotherKindIsDamage(Compressed how) throws IOException {
        Compressed other = how == Compressed.XZ ? Compressed.GZIP : Compressed.XZ;
        damageBehindAllPackets(joined(how.compress(plain), other.compress(plain)));
    }

    @ParameterizedTest
    @EnumSource(Compressed.class)
    void aNextPieceThatIsCutInItsHeaderIsCut(Compressed how) throws IOException {
        byte[] whole = how.compress(plain);
        byte[] cut = Arrays.copyOf(whole, 3);
        assertThat(damageBehindAllPackets(joined(whole, cut)).isCut()).isTrue();
    }

    @Test
    void zerosBehindGzipArePadding() throws IOException {
        byte[] padded = joined(Compressed.GZIP.compress(plain), new byte[1_000]);
        assertThat(read(padded)).isEqualTo(read(plain));
        damageBehindAllPackets(joined(padded, new byte[] {1}));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aWrongChecksumOrLengthOfAGzipMemberIsDamage(int fromEnd) throws IOException {
        byte[] file = Compressed.GZIP.compress(plain);
        file[file.length - fromEnd] ^= 1;
        assertThat(damageBehindAllPackets(file)).hasMessageContaining("a wrong checksum or length");
    }

    /** Flags of RFC 1952, section 2.3.1: 1 text, 2 check of the header, 4 extra, 8 name, 16 comment. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 31})
    void everyPartOfAGzipHeaderIsPassed(int flags) throws IOException {
        byte[] first = withHeader(flags, Arrays.copyOf(plain, 100));
        byte[] second = withHeader(flags, Arrays.copyOfRange(plain, 100, plain.length));
        assertThat(read(joined(first, second))).isEqualTo(read(plain));
    }

    @Test
    void aWrongCheckOfAGzipHeaderIsDamage() throws IOException {
        byte[] member = withHeader(2 + 8, plain);
        member[GZIP_HEADER_LENGTH] ^= 1;
        assertThat(damageBehindAllPackets(joined(Compressed.GZIP.compress(plain), member)))
                .hasMessageEndingWith("a header with a wrong checksum");
    }

    @ParameterizedTest
    @CsvSource({"2, 7", "3, 32", "3, -128"})
    void aGzipHeaderOfAnUnknownKindIsDamage(int offset, byte value) throws IOException {
        byte[] member = Compressed.GZIP.compress(plain);
        member[offset] = value;
        assertThat(damageBehindAllPackets(joined(Compressed.GZIP.compress(plain), member)))
                .hasMessageEndingWith("a method or flags that are not known");
    }

    /** A gzip member with these parts in its header. */
    private static byte[] withHeader(int flags, byte[] content) throws IOException {
        byte[] usual = Compressed.GZIP.compress(content);
        byte[] header = Arrays.copyOf(usual, GZIP_HEADER_LENGTH);
        header[FLAGS_OFFSET] = (byte) flags;
        header = (flags & 4) == 0 ? header : joined(header, new byte[] {4, 0, 'a', 'b', 0, 0});
        header = (flags & 8) == 0 ? header : joined(header, new byte[] {'n', 'a', 'm', 'e', 0});
        header = (flags & 16) == 0 ? header : joined(header, new byte[] {0});
        CRC32 check = new CRC32();
        check.update(header);
        byte[] two = {(byte) check.getValue(), (byte) (check.getValue() >> 8)};
        header = (flags & 2) == 0 ? header : joined(header, two);
        return joined(header, Arrays.copyOfRange(usual, GZIP_HEADER_LENGTH, usual.length));
    }
}
