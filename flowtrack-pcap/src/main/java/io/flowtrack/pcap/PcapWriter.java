package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes packets of one link type to a classic pcap file, version 2.4, with nanoseconds, little-endian. Writing is
 * buffered and allocates nothing per packet; only {@link #close} makes sure that everything has been written.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class PcapWriter implements Closeable {
    private static final int BUFFER_LENGTH = 1 << 16;
    private static final long MAX_SECONDS = 0xFFFF_FFFFL;

    private final OutputStream stream;
    private final LinkType linkType;
    private final int maxCapturedLength;
    private final byte[] array = new byte[BUFFER_LENGTH];
    private final ByteBuffer buffer = ByteBuffer.wrap(array).order(ByteOrder.LITTLE_ENDIAN);
    private boolean closed;

    private PcapWriter(OutputStream stream, LinkType linkType) {
        this.stream = stream;
        this.linkType = linkType;
        this.maxCapturedLength = PcapHeader.maxCapturedLength(linkType);
        buffer.putInt(PcapHeader.MAGIC_OFFSET, PcapHeader.MAGIC_NANOS)
                .putShort(PcapHeader.MAJOR_OFFSET, (short) PcapHeader.MAJOR_VERSION)
                .putShort(PcapHeader.MINOR_OFFSET, (short) PcapHeader.MINOR_VERSION)
                .putInt(PcapHeader.SNAP_LENGTH_OFFSET, maxCapturedLength)
                .putInt(PcapHeader.LINK_TYPE_OFFSET, linkType.number())
                .position(PcapHeader.LENGTH);
    }

    /**
     * Writes to a file, which is made, or emptied if it is there.
     *
     * @throws IOException if the file cannot be written
     */
    public static PcapWriter create(Path path, LinkType linkType) throws IOException {
        try {
            return new PcapWriter(Files.newOutputStream(path), linkType);
        } catch (IOException e) {
            throw FileProblem.explained(path, e);
        }
    }

    /** Writes to a stream, which belongs to the writer from now on and is closed with it. */
    public static PcapWriter of(OutputStream stream, LinkType linkType) {
        return new PcapWriter(stream, linkType);
    }

    /**
     * Writes a packet: its captured bytes, its time and both its lengths.
     *
     * @throws IllegalArgumentException if the packet is of another link type, its time is not within 1970 to 2106 (32 bits
     *     of seconds), or it is longer than readers allow: 262144 bytes, more for USB, D-Bus and EBHSCR
     * @throws IOException if writing fails or the writer is closed
     */
    public void write(PacketView packet) throws IOException {
        check(packet);
        if (closed) {
            throw new IOException("already closed");
        }
        if (buffer.remaining() < PcapHeader.PACKET_HEADER_LENGTH) {
            drain();
        }
        putHeader(packet);
        putBody(packet);
    }

    private void check(PacketView packet) {
        if (!packet.linkType().equals(linkType)) {
            throw new IllegalArgumentException(
                    "a packet of link type " + packet.linkType() + " in a file of " + linkType);
        }
        long nanos = packet.timestampNanos();
        if (nanos < 0 || nanos / PcapReader.NANOS_PER_SECOND > MAX_SECONDS) {
            throw new IllegalArgumentException("a time of " + nanos + " ns does not fit 32 bits of seconds");
        }
        if (packet.capturedLength() > maxCapturedLength) {
            throw new IllegalArgumentException(
                    "a packet of " + packet.capturedLength() + " bytes, above the limit of " + maxCapturedLength);
        }
    }

    private void putHeader(PacketView packet) {
        int start = buffer.position();
        long nanos = packet.timestampNanos();
        buffer.putInt(start + PcapReader.SECONDS_OFFSET, (int) (nanos / PcapReader.NANOS_PER_SECOND))
                .putInt(start + PcapReader.FRACTION_OFFSET, (int) (nanos % PcapReader.NANOS_PER_SECOND))
                .putInt(start + PcapReader.CAPTURED_LENGTH_OFFSET, packet.capturedLength())
                .putInt(start + PcapReader.ORIGINAL_LENGTH_OFFSET, packet.wireLength())
                .position(start + PcapHeader.PACKET_HEADER_LENGTH);
    }

    private void putBody(PacketView packet) throws IOException {
        int length = packet.capturedLength();
        int done = 0;
        while (done < length) {
            if (!buffer.hasRemaining()) {
                drain();
            }
            int part = Math.min(length - done, buffer.remaining());
            packet.copy(done, array, buffer.position(), part);
            buffer.position(buffer.position() + part);
            done += part;
        }
    }

    private void drain() throws IOException {
        stream.write(array, 0, buffer.position());
        buffer.clear();
    }

    /** Writes what is left and closes the file or stream. Closing again does nothing. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (stream) {
            drain();
        }
    }
}
