package io.flowtrack.core;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.testdata.Endpoint;
import io.flowtrack.testdata.Frame;
import io.flowtrack.testdata.Frames;
import io.flowtrack.testdata.Traffic;
import io.flowtrack.testdata.Wrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random traffic, some of it carried in tunnels or damaged, behind so many flows that batches are looked ahead into. */
final class BusyTraffic {
    static final int OTHER_FLOWS = 34_000;
    private static final int CONVERSATIONS = 400;

    private BusyTraffic() {}

    static List<Frame> frames(long seed) {
        List<Frame> frames = new ArrayList<>();
        for (int i = 0; i < OTHER_FLOWS; i++) {
            frames.add(Frames.udp(Endpoint.client(100_000 + i), Endpoint.server(1, 9))
                    .at(Frames.START_NANOS)
                    .build());
        }
        Random random = new Random(seed);
        for (Frame frame : Traffic.random(seed, CONVERSATIONS).unsteadyClock().capture()) {
            frames.add(
                    switch (random.nextInt(10)) {
                        case 0, 1 -> carried(frame, random);
                        case 2 -> damaged(frame, random);
                        default -> frame;
                    });
        }
        return frames;
    }

    /** With one bit turned, so that checksums are wrong, or sizes, or anything else. */
    private static Frame damaged(Frame frame, Random random) {
        byte[] bytes = frame.bytes().clone();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
        return new Frame(bytes, frame.timestampNanos(), frame.wireLength(), frame.linkType());
    }

    private static Frame carried(Frame frame, Random random) {
        return Frames.udp(Endpoint.client(1), Endpoint.server(1, 4789))
                .payload(Wrapped.vxlan(random.nextInt(2), frame.bytes()))
                .at(frame.timestampNanos())
                .build();
    }

    /** In batches of random sizes. */
    static void playInBatches(
            List<Frame> frames, FlowTracker<FiveTuple, @Nullable Void> tracker, Random random, EventLines lines) {
        PacketBatch batch = new PacketBatch(100);
        int next = 0;
        while (next < frames.size()) {
            int count = Math.min(1 + random.nextInt(batch.capacity()), frames.size() - next);
            for (int i = 0; i < count; i++) {
                frames.get(next + i).wrapInto(batch.add());
            }
            tracker.track(batch, lines);
            batch.clear();
            next += count;
        }
    }
}
