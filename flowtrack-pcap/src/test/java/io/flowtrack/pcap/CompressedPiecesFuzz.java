package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Any capture, rightly compressed in any number of pieces, so that what is behind the checksums is reached: whole it reads as
 * if it were not compressed, cut as a part of that, and damaged without harm.
 */
class CompressedPiecesFuzz {
    private static final int MOST_PIECES = 4;
    private static final int MOST_BYTES = 2_000;

    @FuzzTest(maxDuration = "60s")
    void whatIsCompressedReadsAsWhatIsNot(FuzzedDataProvider data) throws IOException {
        Compressed how = data.pickValue(Compressed.values());
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        byte[] header = PcapBytes.ethernet().toArray();
        plain.writeBytes(header);
        compressed.writeBytes(how.compress(header));
        int pieces = data.consumeInt(0, MOST_PIECES);
        int cut = data.consumeInt(0, MOST_BYTES);
        int damaged = data.consumeInt(0, MOST_BYTES);
        for (int i = 0; i < pieces; i++) {
            byte[] piece = data.consumeBytes(data.consumeInt(0, MOST_BYTES));
            plain.writeBytes(piece);
            compressed.writeBytes(how.compress(piece));
        }
        byte[] file = compressed.toByteArray();
        List<Reading.Packet> expected = read(plain.toByteArray()).packets();
        assertThat(read(file).packets()).isEqualTo(expected);

        List<Reading.Packet> beforeCut =
                read(Arrays.copyOf(file, Math.max(0, file.length - cut))).packets();
        assertThat(beforeCut).isEqualTo(expected.subList(0, beforeCut.size()));

        file[damaged % file.length] ^= (byte) (1 + (cut & 0x7F));
        read(file);
    }

    private static Reading read(byte[] file) throws IOException {
        try {
            return Reading.of(CaptureFile.open(new ByteArrayInputStream(file), "fuzz"));
        } catch (DamagedCaptureException damage) {
            return new Reading(List.of(), Optional.of(damage));
        }
    }
}
