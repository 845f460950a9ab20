package io.flowtrack.export;

import java.util.OptionalLong;

/** From when to when a log reaches, for formats that say so: nanoseconds since 1970-01-01T00:00Z. */
public interface LogTimes {
    /** When it begins; asked when the first line is written. Empty if that is not known. */
    OptionalLong openNanos();

    /** When it ends; asked when the last line is written. Empty if that is not known. */
    OptionalLong closeNanos();
}
