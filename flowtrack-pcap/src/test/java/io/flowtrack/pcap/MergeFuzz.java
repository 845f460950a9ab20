package io.flowtrack.pcap;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowtrack.api.PacketView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Any two captures merged: every packet of both comes, in the order of its capture, and the captures' damage once. */
class MergeFuzz {
    private static final int MOST_BYTES = 2_000;

    @FuzzTest(maxDuration = "60s")
    void nothingIsLostAndNothingComesTwice(FuzzedDataProvider data) throws IOException {
        byte[] first = behindAHeader(data.consumeBytes(data.consumeInt(0, MOST_BYTES)));
        byte[] second = behindAHeader(data.consumeRemainingAsBytes());
        List<List<Reading.Packet>> given = List.of(new ArrayList<>(), new ArrayList<>());
        List<CaptureFile> captures = List.of(open(first), open(second));
        int damages = 0;
        try (CaptureMerge merge = CaptureMerge.of(captures)) {
            PacketView view = new PacketView();
            boolean isMore = true;
            while (isMore) {
                try {
                    isMore = merge.next(view);
                    if (isMore) {
                        given.get(captures.indexOf(merge.current())).add(Reading.Packet.of(view));
                    }
                } catch (DamagedCaptureException damage) {
                    damages++;
                }
            }
        }
        Reading firstAlone = Reading.of(open(first));
        Reading secondAlone = Reading.of(open(second));
        assertThat(given).isEqualTo(List.of(firstAlone.packets(), secondAlone.packets()));
        assertThat(damages)
                .isEqualTo(firstAlone.damage().stream().count()
                        + secondAlone.damage().stream().count());
    }

    private static byte[] behindAHeader(byte[] bytes) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(PcapBytes.ethernet().toArray());
        file.writeBytes(bytes);
        return file.toByteArray();
    }

    private static CaptureFile open(byte[] file) throws IOException {
        return CaptureFile.open(new ByteArrayInputStream(file), "fuzz");
    }
}
