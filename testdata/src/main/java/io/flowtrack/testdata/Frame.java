package io.flowtrack.testdata;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A captured frame: its bytes, and what the capture says about them. Frames are values; nobody changes the bytes of one.
 *
 * @param bytes the captured bytes, from the first byte of the link header
 * @param timestampNanos when it was captured, nanoseconds since 1970-01-01T00:00Z
 * @param wireLength bytes it had on the wire, from {@code bytes.length}
 * @param linkType what the first byte belongs to
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Frame(byte[] bytes, long timestampNanos, int wireLength, LinkType linkType) {
    /**
     * Checks the lengths.
     *
     * @throws IllegalArgumentException if more bytes were captured than were on the wire
     */
    public Frame {
        if (wireLength < bytes.length) {
            throw new IllegalArgumentException("captured " + bytes.length + " bytes of " + wireLength);
        }
    }

    /** A frame that was captured whole. */
    public static Frame of(byte[] bytes, long timestampNanos, LinkType linkType) {
        return new Frame(bytes, timestampNanos, bytes.length, linkType);
    }

    /** A new view of this frame. */
    public PacketView view() {
        return wrapInto(new PacketView());
    }

    /** Points that view at this frame and returns it. */
    public PacketView wrapInto(PacketView view) {
        return view.wrap(ByteBuffer.wrap(bytes), 0, bytes.length, linkType, timestampNanos)
                .wireLength(wireLength);
    }

    /** The same bytes at another time. */
    public Frame at(long timestampNanos) {
        return new Frame(bytes, timestampNanos, wireLength, linkType);
    }

    /**
     * The same frame as a capture with a snap length keeps it: the wire length stays.
     *
     * @param snapLength bytes to keep at most, from 0
     */
    public Frame snapped(int snapLength) {
        return bytes.length <= snapLength
                ? this
                : new Frame(Arrays.copyOf(bytes, snapLength), timestampNanos, wireLength, linkType);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame that
                && timestampNanos == that.timestampNanos
                && wireLength == that.wireLength
                && linkType.equals(that.linkType)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes) * 31 + Long.hashCode(timestampNanos);
    }

    /** Link type, time and lengths; not the bytes. */
    @Override
    public String toString() {
        return linkType + " frame at " + timestampNanos + ", " + bytes.length + " of " + wireLength + " bytes";
    }
}
