package io.flowtrack.pcap;

import java.io.IOException;

/**
 * A capture that is not what it should be: cut, damaged, or of a format that is not read. Everything before the damage
 * has been delivered. The message is one line: name, place, and what is wrong.
 */
public final class DamagedCaptureException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final long offset;

    DamagedCaptureException(String name, long offset, String what) {
        super(name + ": byte " + offset + ": " + what);
        this.name = name;
        this.offset = offset;
    }

    /** The capture's name, as {@link CaptureFile#name} gives it. */
    public String name() {
        return name;
    }

    /** Where the packet or the field begins that cannot be read, in bytes from the start of the capture. */
    public long offset() {
        return offset;
    }
}
