package io.flowtrack.core.jfr;

import org.jspecify.annotations.Nullable;

/** Records that a part of the table grows, if anybody wants to know. */
public final class GrowthWatch {
    private final @Nullable GrowthEvent event;

    private GrowthWatch(@Nullable GrowthEvent event) {
        this.event = event;
    }

    /** The index grows, from room for that many flows to room for so many. */
    public static GrowthWatch index(int capacityBefore, int capacityAfter) {
        return begin("index", capacityBefore, capacityAfter);
    }

    /** The entries grow, with their lists, from room for that many flows to room for so many. */
    public static GrowthWatch entries(int capacityBefore, int capacityAfter) {
        return begin("entries", capacityBefore, capacityAfter);
    }

    private static GrowthWatch begin(String part, int capacityBefore, int capacityAfter) {
        if (!Recorder.isStarted()) {
            return new GrowthWatch(null);
        }
        GrowthEvent event = new GrowthEvent(part, capacityBefore, capacityAfter);
        event.begin();
        return new GrowthWatch(event);
    }

    /** It has grown. */
    public void end() {
        if (event != null) {
            event.commit();
        }
    }
}
