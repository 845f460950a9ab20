package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketFilter;
import io.flowtrack.api.PacketView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A capture file, read from its first packet to its last. Classic pcap is read, version 2, with micro- or nanoseconds and
 * in both byte orders.
 *
 * <p>A file is mapped into memory, at most 1 GiB at a time, and packets are looked at where they lie; a stream goes through
 * one buffer that is used again. Reading a packet copies and allocates nothing.
 *
 * <p>A damaged file delivers every packet before the damage, then a {@link DamagedCaptureException}, and the same one
 * again when asked again. A mapped file that others cut while it is read is a damaged file, too; but whoever touches the
 * bytes of a packet that were just cut off meets Java's {@link InternalError}, from compiled code a little late.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class CaptureFile implements AutoCloseable {
    private final String name;
    private final ByteSource source;
    private final PcapReader reader;
    private PacketFilter filter = packet -> true;
    private long filteredOutCount;
    private @Nullable IOException failure;

    private CaptureFile(String name, ByteSource source) throws IOException {
        this.name = name;
        this.source = source;
        this.reader = PcapReader.open(name, source);
    }

    /**
     * Opens a file and reads its header. What is not a regular file, such as a named pipe or {@code /dev/stdin}, is read
     * as a stream.
     *
     * @throws DamagedCaptureException if the file does not begin like a capture that can be read
     * @throws IOException if there is no such file or it cannot be read
     */
    public static CaptureFile open(Path path) throws IOException {
        return of(path.toString(), source(path));
    }

    /**
     * Reads a capture's header from a stream. The stream belongs to the capture from now on: it is closed with it, and at
     * once if this fails.
     *
     * @param stream read only as far as the packets asked for need it, in pieces of up to 64 KiB
     * @param name what messages call it
     * @throws DamagedCaptureException if the stream does not begin like a capture that can be read
     */
    public static CaptureFile open(InputStream stream, String name) throws IOException {
        return of(name, new StreamSource(stream, StreamSource.BUFFER_LENGTH));
    }

    /** The capture of these bytes; they are closed with it, and at once if this fails. */
    static CaptureFile of(String name, ByteSource source) throws IOException {
        try {
            return new CaptureFile(name, source);
        } catch (IOException | RuntimeException | Error e) {
            try {
                source.close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private static ByteSource source(Path path) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new FileSystemException(path.toString(), null, "is a directory");
            }
            return attributes.isRegularFile()
                    ? MappedSource.open(path, MappedSource.WINDOW_LENGTH)
                    : new StreamSource(Files.newInputStream(path), StreamSource.BUFFER_LENGTH);
        } catch (IOException e) {
            throw FileProblem.explained(path, e);
        }
    }

    /**
     * Points a view at the next packet. The packet's bytes are the capture's: they are valid until the next call, and must
     * not be changed.
     *
     * @return false at the end, with the view left as it was or at a packet that was filtered out; a file that grows meanwhile may have more later
     * @throws DamagedCaptureException if the next packet is cut or damaged, now and in every later call
     * @throws IOException if reading fails or the capture is closed
     */
    public boolean next(PacketView view) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            while (reader.next(view)) {
                if (filter.accepts(view)) {
                    return true;
                }
                filteredOutCount++;
            }
            return false;
        } catch (DamagedCaptureException e) {
            failure = e;
            throw e;
        } catch (InternalError e) {
            failure = new DamagedCaptureException(name, source.offset(), "the file was cut while it was read");
            failure.initCause(e);
            throw failure;
        }
    }

    /** What the packets begin with: what the file says, or what {@link #linkType(LinkType)} said since. */
    public LinkType linkType() {
        return reader.linkType();
    }

    /**
     * Takes the packets that follow for another link type than the file says.
     *
     * @return this capture
     */
    public CaptureFile linkType(LinkType linkType) {
        reader.linkType(linkType);
        return this;
    }

    /** Bytes read so far: the file's header and every packet delivered, with its header. */
    public long offset() {
        return source.offset();
    }

    /**
     * Delivers from now on only packets that the filter accepts.
     *
     * @param newFilter still the caller's: it is not closed with the capture
     * @return this capture
     */
    public CaptureFile filter(PacketFilter newFilter) {
        this.filter = newFilter;
        return this;
    }

    /** Packets delivered so far. */
    public long packetCount() {
        return reader.packetCount() - filteredOutCount;
    }

    /** Packets read so far that the filter did not accept. */
    public long filteredOutCount() {
        return filteredOutCount;
    }

    /** Bytes of the whole file when it was last looked at; empty for a stream. */
    public OptionalLong size() {
        return source.size();
    }

    /** What messages call this capture: the path as it was given, or the name given with the stream. */
    public String name() {
        return name;
    }

    /** Closes the file or stream. The bytes of the last packet are no longer valid. Closing again does nothing. */
    @Override
    public void close() throws IOException {
        failure = new IOException(name + ": already closed");
        source.close();
    }
}
