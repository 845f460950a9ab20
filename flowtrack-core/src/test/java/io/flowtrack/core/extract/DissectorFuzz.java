package io.flowtrack.core.extract;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import java.nio.ByteBuffer;
import java.util.List;

/** Any bytes, of any link type, through all extractors. */
class DissectorFuzz {
    private static final int[] LINK_TYPES = {
        0, 1, 9, 10, 50, 51, 101, 104, 105, 108, 113, 119, 127, 163, 228, 229, 239, 276, 147
    };
    private static final int MARGIN = 64;

    private final List<FlowExtractor<?>> extractors = ExtractionRules.extractors();
    private final PacketView packet = new PacketView();
    private final Extraction into = new Extraction();

    @FuzzTest(maxDuration = "90s")
    void noBytesLeadOutsideTheCapturedOnes(FuzzedDataProvider data) {
        LinkType link = LinkType.of(data.pickValue(LINK_TYPES));
        int missing = data.consumeBoolean() ? data.consumeInt(0, Integer.MAX_VALUE) : 0;
        byte[] bytes = data.consumeRemainingAsBytes();
        ByteBuffer buffer = ByteBuffer.allocate(bytes.length + 2 * MARGIN).put(MARGIN, bytes);
        int wireLength = (int) Math.min(Integer.MAX_VALUE, (long) bytes.length + missing);
        packet.wrap(buffer, MARGIN, bytes.length, link, 0).wireLength(wireLength);
        for (FlowExtractor<?> extractor : extractors) {
            ExtractionRules.extract(extractor, packet, into);
        }
    }
}
