package io.flowtrack.api;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * A captured frame, borrowed: a window onto bytes that belong to somebody else, with the time and length the capture
 * recorded. One view is re-pointed by {@link #wrap} for packet after packet and copies nothing.
 *
 * <p>A view is valid only during the call it is passed to: whoever wants to keep bytes copies them. Offsets count from
 * the start of the frame. Reads are big-endian (network byte order), unsigned where the type is wider than the field,
 * and checked against the captured length. Not safe for use by several threads at once.
 */
public final class PacketView {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer source = NOTHING;
    private ByteBuffer bytes = NOTHING;
    private int start;
    private int capturedLength;
    private int wireLength;
    private int fragmentCount;
    private long fragmentIpBytes;
    private long timestampNanos;
    private LinkType linkType = LinkType.ETHERNET;

    /** A view of no bytes, to be pointed somewhere by {@link #wrap}. */
    public PacketView() {}

    /**
     * Points this view at a frame. The wire length becomes the captured length until {@link #wireLength(int)} says
     * otherwise. The buffer's position is neither used nor moved.
     *
     * @param buffer where the bytes lie; still the caller's, unchanged until the view has been used
     * @param offset index of the frame's first byte in the buffer, from 0
     * @param capturedLength bytes of the frame that are there, from 0
     * @param linkType what the first byte belongs to
     * @param timestampNanos when the frame was captured, nanoseconds since 1970-01-01T00:00Z
     * @return this view
     * @throws IndexOutOfBoundsException if the range is not within the buffer's limit
     */
    public PacketView wrap(ByteBuffer buffer, int offset, int capturedLength, LinkType linkType, long timestampNanos) {
        Objects.checkFromIndexSize(offset, capturedLength, buffer.limit());
        point(buffer);
        this.start = offset;
        this.capturedLength = capturedLength;
        this.wireLength = capturedLength;
        this.fragmentCount = 0;
        this.linkType = linkType;
        this.timestampNanos = timestampNanos;
        return this;
    }

    /**
     * Points this view at the frame that another one is pointed at, with all that is said of it. The bytes are still the
     * owner's, and the two views do not follow each other afterwards.
     *
     * @return this view
     */
    public PacketView wrap(PacketView other) {
        wrap(other.source, other.start, other.capturedLength, other.linkType, other.timestampNanos);
        return say(other);
    }

    /**
     * Points this view at a copy of the frame that another one is pointed at, with all that is said of it.
     *
     * @param copy where the copy lies; from now on as in {@link #wrap(ByteBuffer, int, int, LinkType, long)}
     * @param offset index of the copy's first byte in the buffer, from 0
     * @return this view
     * @throws IndexOutOfBoundsException if the copy is not within the buffer's limit
     */
    public PacketView wrapCopy(PacketView other, ByteBuffer copy, int offset) {
        wrap(copy, offset, other.capturedLength, other.linkType, other.timestampNanos);
        return say(other);
    }

    private PacketView say(PacketView other) {
        wireLength = other.wireLength;
        fragmentCount = other.fragmentCount;
        fragmentIpBytes = other.fragmentIpBytes;
        return this;
    }

    /** A buffer in the other byte order is read through a duplicate, made once and kept while the buffer stays. */
    @SuppressWarnings("ReferenceEquality") // the same buffer, not equal bytes
    private void point(ByteBuffer buffer) {
        boolean isTurned = bytes == buffer && buffer.order() != ByteOrder.BIG_ENDIAN;
        if (buffer != source || isTurned) {
            source = buffer;
            bytes = buffer.order() == ByteOrder.BIG_ENDIAN
                    ? buffer
                    : buffer.duplicate().order(ByteOrder.BIG_ENDIAN);
        } else if (bytes != buffer) {
            bytes.limit(buffer.limit());
        }
    }

    /**
     * Says how long the frame was on the wire, when the capture kept only a part of it.
     *
     * @param wireLength bytes, from 0; a value below the captured length is raised to it
     * @return this view
     */
    public PacketView wireLength(int wireLength) {
        this.wireLength = Math.max(wireLength, capturedLength);
        return this;
    }

    /**
     * Says that this is no frame of a capture, but an IP packet put together from fragments, without a link header; its
     * wire length is that of the frames that they came in. {@link #wrap} unsays it. A tracker counts it as these frames.
     *
     * @param count how many fragments, copies included, from 1
     * @param ipBytes bytes of the fragments, each with its IP header
     * @return this view
     */
    public PacketView rebuiltFrom(int count, long ipBytes) {
        this.fragmentCount = count;
        this.fragmentIpBytes = ipBytes;
        return this;
    }

    /** How many fragments this packet was put together from; 0 for a frame as it was captured. */
    public int fragmentCount() {
        return fragmentCount;
    }

    /** Bytes of the fragments that this packet was put together from, each with its IP header; of meaning only for such a one. */
    public long fragmentIpBytes() {
        return fragmentIpBytes;
    }

    /** Bytes of the frame that are in hand, from 0. */
    public int capturedLength() {
        return capturedLength;
    }

    /** Bytes the frame had on the wire; never below {@link #capturedLength}. */
    public int wireLength() {
        return wireLength;
    }

    /** When the frame was captured, nanoseconds since 1970-01-01T00:00Z. */
    public long timestampNanos() {
        return timestampNanos;
    }

    /** What the first byte of the frame belongs to. */
    public LinkType linkType() {
        return linkType;
    }

    /**
     * One byte, 0 to 255.
     *
     * @throws IndexOutOfBoundsException if it was not captured
     */
    public int u8(int offset) {
        return bytes.get(start + Objects.checkIndex(offset, capturedLength)) & 0xFF;
    }

    /**
     * Two bytes, 0 to 65535.
     *
     * @throws IndexOutOfBoundsException if not all of them were captured
     */
    public int u16(int offset) {
        return bytes.getShort(start + Objects.checkIndex(offset, capturedLength - (Short.BYTES - 1))) & 0xFFFF;
    }

    /**
     * Four bytes as a signed int: the raw bits of an address or a sequence number.
     *
     * @throws IndexOutOfBoundsException if not all of them were captured
     */
    public int i32(int offset) {
        return bytes.getInt(start + Objects.checkIndex(offset, capturedLength - (Integer.BYTES - 1)));
    }

    /**
     * Four bytes, 0 to 4294967295.
     *
     * @throws IndexOutOfBoundsException if not all of them were captured
     */
    public long u32(int offset) {
        return i32(offset) & 0xFFFF_FFFFL;
    }

    /**
     * Eight bytes as a signed long: the raw bits of half an IPv6 address.
     *
     * @throws IndexOutOfBoundsException if not all of them were captured
     */
    public long i64(int offset) {
        return bytes.getLong(start + Objects.checkIndex(offset, capturedLength - (Long.BYTES - 1)));
    }

    /**
     * A buffer over a part of the frame, without copying: position 0, big-endian, read-only. Allocates the buffer
     * object; the bytes stay borrowed.
     *
     * @throws IndexOutOfBoundsException if the part is not within the captured bytes
     */
    public ByteBuffer slice(int offset, int length) {
        Objects.checkFromIndexSize(offset, length, capturedLength);
        return bytes.slice(start + offset, length).asReadOnlyBuffer().order(ByteOrder.BIG_ENDIAN);
    }

    /**
     * Copies a part of the frame into an array, for those who keep it.
     *
     * @throws IndexOutOfBoundsException if the part is not within the captured bytes or the array
     */
    public void copy(int offset, byte[] target, int targetOffset, int length) {
        Objects.checkFromIndexSize(offset, length, capturedLength);
        bytes.get(start + offset, target, targetOffset, length);
    }

    /**
     * Copies a part of the frame to the start of a buffer, for those who need it somewhere else. The buffer's position is
     * neither used nor moved. Allocates nothing.
     *
     * @throws IndexOutOfBoundsException if the part is not within the captured bytes or the buffer's limit
     */
    public void copy(int offset, ByteBuffer target, int length) {
        Objects.checkFromIndexSize(offset, length, capturedLength);
        target.put(0, bytes, start + offset, length);
    }
}
