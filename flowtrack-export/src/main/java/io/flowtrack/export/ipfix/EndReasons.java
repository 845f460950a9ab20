package io.flowtrack.export.ipfix;

import io.flowtrack.api.EndReason;
import org.jspecify.annotations.Nullable;

/** The numbers of flowEndReason. */
final class EndReasons {
    private static final byte IDLE_TIMEOUT = 1;
    private static final byte ACTIVE_TIMEOUT = 2;
    private static final byte END_DETECTED = 3;
    private static final byte FORCED_END = 4;
    private static final byte LACK_OF_RESOURCES = 5;

    private EndReasons() {}

    /**
     * The number of a reason. A SYN that begins another connection on the tuple is a sign of the end, too; a look at a flow
     * that goes on is nearest to the report that an active timeout causes.
     */
    static byte number(@Nullable EndReason reason) {
        if (reason == null) {
            return ACTIVE_TIMEOUT;
        }
        return switch (reason) {
            case IDLE_TIMEOUT -> IDLE_TIMEOUT;
            case ACTIVE_TIMEOUT -> ACTIVE_TIMEOUT;
            case FIN, RST, REUSED -> END_DETECTED;
            case FLUSHED -> FORCED_END;
            case EVICTED -> LACK_OF_RESOURCES;
        };
    }
}
