package io.flowtrack.testdata;

import io.flowtrack.api.LinkType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A random mixture of conversations, interleaved by time, for tests that compare against a simple reference: TCP of
 * every ending, UDP, ICMP, fragments, other protocols, IPv4 and IPv6, VLANs, ports used again; with loss, reordering
 * and duplicates, and with frames that make no sense. The same seed and options always give the same frames.
 */
public final class Traffic {
    private static final Duration SPREAD_PER_CONVERSATION = Duration.ofMillis(20);
    private static final int GARBAGE_PERCENT = 3;
    private static final int MISHAP_PERCENT = 30;

    private final long seed;
    private final int conversationCount;
    private LinkType linkType = LinkType.ETHERNET;
    private Duration spread;
    private boolean orderly;
    private boolean withGarbage = true;
    private boolean unsteadyClock;

    private Traffic(long seed, int conversationCount) {
        this.seed = seed;
        this.conversationCount = conversationCount;
        this.spread = SPREAD_PER_CONVERSATION.multipliedBy(Math.max(1, conversationCount));
    }

    /** A mixture of this many conversations, with all that can go wrong but a steady clock. */
    public static Traffic random(long seed, int conversationCount) {
        return new Traffic(seed, conversationCount);
    }

    /** What kind of link it is captured on. Without it, Ethernet. VLAN tags appear where the link can carry them. */
    public Traffic link(LinkType linkType) {
        this.linkType = linkType;
        return this;
    }

    /** The time within which conversations begin. Without it, 20 ms for each. At least 1 ns. */
    public Traffic spread(Duration spread) {
        this.spread = spread;
        return this;
    }

    /** No loss, no reordering, no duplicates. */
    public Traffic orderly() {
        this.orderly = true;
        return this;
    }

    /** No frames that make no sense, and none that hold no IP. */
    public Traffic withoutGarbage() {
        this.withGarbage = false;
        return this;
    }

    /** Timestamps that sometimes run back by milliseconds or jump ahead by minutes. */
    public Traffic unsteadyClock() {
        this.unsteadyClock = true;
        return this;
    }

    /** The frames. */
    public Capture capture() {
        Random random = new Random(seed);
        RandomScene scenes = new RandomScene(random, linkType);
        List<Capture> parts = new ArrayList<>();
        for (int i = 0; i < conversationCount; i++) {
            Capture part = scenes.next(Frames.START_NANOS + Math.floorMod(random.nextLong(), spread.toNanos()));
            parts.add(orderly || random.nextInt(100) >= MISHAP_PERCENT ? part : Mishap.random(random, part));
        }
        Capture mixture = Capture.merged(parts);
        if (withGarbage) {
            mixture = Capture.merged(List.of(mixture, garbage(random, mixture)));
        }
        return unsteadyClock ? UnsteadyClock.applied(random, mixture) : mixture;
    }

    private Capture garbage(Random random, Capture mixture) {
        Garbage garbage = new Garbage(random, linkType);
        List<Frame> frames = new ArrayList<>();
        for (Frame frame : mixture) {
            if (random.nextInt(100) < GARBAGE_PERCENT) {
                frames.add(garbage.next(frame.timestampNanos()));
            }
        }
        return Capture.of(frames);
    }
}
