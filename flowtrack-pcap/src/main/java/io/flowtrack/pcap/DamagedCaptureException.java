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
    private final boolean isCut;

    DamagedCaptureException(String name, long offset, String what) {
        this(name, offset, what, /* isCut= */ false);
    }

    private DamagedCaptureException(String name, long offset, String what, boolean isCut) {
        super(name + ": byte " + offset + ": " + what);
        this.name = name;
        this.offset = offset;
        this.isCut = isCut;
    }

    /** The capture ends before what it announced. */
    static DamagedCaptureException cut(String name, long offset, String what) {
        return new DamagedCaptureException(name, offset, what, /* isCut= */ true);
    }

    /** The capture's name, as {@link CaptureFile#name} gives it. */
    public String name() {
        return name;
    }

    /** Where the packet or the field begins that cannot be read, in bytes from the start of the capture. */
    public long offset() {
        return offset;
    }

    /** Whether the capture ends too early and nothing else is wrong with it: one that is still being written looks so. */
    public boolean isCut() {
        return isCut;
    }
}
