package io.flowtrack.pcap;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketBatch;
import io.flowtrack.api.PacketFilter;
import io.flowtrack.api.PacketView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A capture, read from its first packet to its last: classic pcap or pcapng, as it is or compressed. The format is told by
 * the first bytes, never by the name. What is read of each format, and the limits, are in {@code docs/captures.md}.
 *
 * <p>Whatever is read goes through one buffer that is used again, in which packets are looked at where they lie: so it is the
 * fastest, and memory does not grow with the file. Who needs bytes that stay maps the file instead, see {@link #openMapped}.
 * Reading a packet copies and allocates nothing.
 *
 * <p>A damaged file delivers every packet before the damage, then a {@link DamagedCaptureException}, and the same one
 * again when asked again. A file that others cut while it is read is a damaged file, too; but whoever touches bytes of a
 * mapped one that were just cut off meets Java's {@link InternalError}, from compiled code a little late.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class CaptureFile implements AutoCloseable {
    private final String name;
    private final ByteSource source;
    private final PacketReader reader;
    private boolean isFollowed;
    private PacketFilter filter = packet -> true;
    private long filteredOutCount;
    private @Nullable IOException failure;

    private CaptureFile(String name, ByteSource source) throws IOException {
        this.name = name;
        this.source = source;
        try {
            this.reader = reader(name, source);
        } catch (BadCompressedDataException e) {
            throw damaged(e);
        }
    }

    private static PacketReader reader(String name, ByteSource source) throws IOException {
        int available = source.require(Integer.BYTES);
        boolean isPcapNg =
                available == Integer.BYTES && source.bytes().getInt(source.position()) == PcapNgBlocks.SECTION_HEADER;
        return isPcapNg ? PcapNgReader.open(name, source) : PcapReader.open(name, source);
    }

    /**
     * Opens a file and reads its header. What is not a regular file, such as a named pipe or {@code /dev/stdin}, is read
     * as a stream.
     *
     * @throws DamagedCaptureException if the file does not begin like a capture that can be read
     * @throws IOException if there is no such file or it cannot be read
     */
    public static CaptureFile open(Path path) throws IOException {
        return of(path.toString(), source(path, FileSource::open));
    }

    /**
     * Opens a file as {@link #open(Path)} does, and maps it into memory, at most 1 GiB at a time, so that bytes stay where they
     * are ({@link #bytesStay}): for those who hand packets to other threads. What is compressed, or no regular file, is read
     * as a stream, and its bytes do not stay.
     *
     * @throws DamagedCaptureException if the file does not begin like a capture that can be read
     * @throws IOException if there is no such file or it cannot be read
     */
    public static CaptureFile openMapped(Path path) throws IOException {
        return of(path.toString(), source(path, MappedSource::open));
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
        return of(name, source(stream));
    }

    /**
     * Opens a file that somebody is still writing, and reads its header. At the end of what is there, and if not even a
     * header is there yet, the waiter is asked; the capture ends only when that says so. A packet that is not whole by then
     * is not delivered, and is no error. What is not a regular file is read to its end, and the waiter is not asked.
     *
     * @param waiter called within this method and {@link #next}
     * @throws DamagedCaptureException if the file does not begin like a capture that can be read, or the waiter gave up
     *     before it did
     * @throws IOException if there is no such file or it cannot be read
     */
    public static CaptureFile follow(Path path, GrowthWaiter waiter) throws IOException {
        try {
            boolean isRegular = checkIsFile(path).isRegularFile();
            InputStream stream = isRegular ? GrowingFileStream.open(path, waiter) : Files.newInputStream(path);
            CaptureFile capture = of(path.toString(), source(stream));
            capture.isFollowed = true;
            return capture;
        } catch (IOException e) {
            throw FileProblem.explained(path, e);
        }
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

    /** A way to read a regular file. */
    private interface Opener {
        ByteSource open(Path path) throws IOException;
    }

    private static ByteSource source(Path path, Opener opener) throws IOException {
        try {
            boolean isRegular = checkIsFile(path).isRegularFile();
            return isRegular ? regular(path, opener) : source(Files.newInputStream(path));
        } catch (IOException e) {
            throw FileProblem.explained(path, e);
        }
    }

    private static BasicFileAttributes checkIsFile(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            throw new FileSystemException(path.toString(), null, "is a directory");
        }
        return attributes;
    }

    /** A regular file in that way, unless it is compressed. */
    private static ByteSource regular(Path path, Opener opener) throws IOException {
        ByteSource file = opener.open(path);
        try {
            if (file.require(Compression.MAGIC_LENGTH) < Compression.MAGIC_LENGTH
                    || Compression.of(file.bytes().getInt(file.position())).isEmpty()) {
                return file;
            }
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
        file.close();
        return source(Files.newInputStream(path));
    }

    /** A stream through a buffer, and through a decompressor if it is compressed. */
    private static ByteSource source(InputStream stream) throws IOException {
        byte[] head;
        try {
            head = stream.readNBytes(Compression.MAGIC_LENGTH);
        } catch (IOException | RuntimeException | Error e) {
            stream.close();
            throw e;
        }
        Optional<Compression> compression = head.length < Compression.MAGIC_LENGTH
                ? Optional.empty()
                : Compression.of(ByteBuffer.wrap(head).getInt());
        if (compression.isEmpty()) {
            return new StreamSource(stream, head, StreamSource.BUFFER_LENGTH);
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), stream);
        return new StreamSource(new CompressedStream(compression.get(), whole), StreamSource.BUFFER_LENGTH);
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
        while (read(view)) {
            if (filter.accepts(view)) {
                return true;
            }
            filteredOutCount++;
        }
        return false;
    }

    /**
     * Fills a batch with the next packet and those behind it that are at hand: nothing is waited for once there is one. The
     * packets' bytes are the capture's: they are valid until the next call, and must not be changed.
     *
     * @param batch emptied first
     * @return false at the end, with the batch empty
     * @throws DamagedCaptureException if the next packet is cut or damaged, now and in every later call; packets before the
     *     damage are delivered first
     * @throws IOException if reading fails or the capture is closed
     */
    public boolean next(PacketBatch batch) throws IOException {
        batch.clear();
        try {
            boolean isPacket = next(batch.add());
            while (isPacket && !batch.isFull() && reader.isNextAtHand()) {
                isPacket = read(batch.add());
                if (isPacket && !filter.accepts(batch.last())) {
                    filteredOutCount++;
                    batch.removeLast();
                }
            }
            if (!isPacket) {
                batch.removeLast();
            }
        } catch (IOException e) {
            batch.removeLast();
            if (batch.isEmpty()) {
                throw e;
            }
        }
        return !batch.isEmpty();
    }

    /** Reads a packet, whatever the filter says to it. */
    private boolean read(PacketView view) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            return reader.next(view);
        } catch (BadCompressedDataException e) {
            return failed(damaged(e));
        } catch (DamagedCaptureException e) {
            return failed(e);
        } catch (InternalError e) {
            failure = new DamagedCaptureException(name, source.offset(), "the file was cut while it was read");
            failure.initCause(e);
            throw failure;
        }
    }

    /** Where the capture is followed, what is not whole yet is its end. */
    private boolean failed(DamagedCaptureException damage) throws IOException {
        if (isFollowed && damage.isCut()) {
            return false;
        }
        failure = damage;
        throw damage;
    }

    private DamagedCaptureException damaged(BadCompressedDataException bad) {
        String what = "decompressed up to here, then " + bad.getMessage();
        DamagedCaptureException damage = bad.isCut()
                ? DamagedCaptureException.cut(name, source.offset(), what)
                : new DamagedCaptureException(name, source.offset(), what);
        damage.initCause(bad);
        return damage;
    }

    /**
     * What the packet delivered last begins with; before the first one, what the file's header says, or for pcapng the
     * description of its first interface ({@link LinkType#ETHERNET} if there is none); or what {@link
     * #linkType(LinkType)} said. In pcapng the interfaces may differ: {@link PacketView#linkType} is the packet's own.
     */
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

    /**
     * What people wrote about the packet delivered last; only pcapng has comments. They are read when this is called, which
     * must be before the next packet is asked for.
     */
    public List<String> packetComments() {
        return reader.packetComments();
    }

    /** What people wrote about the interface of the packet delivered last; see {@link #sectionComments}. */
    public List<String> interfaceComments() {
        return reader.interfaceComments();
    }

    /**
     * What people wrote about the section of a pcapng file that is being read. Of a section and its interfaces at most
     * 1 MiB of comments is kept, of which each counts its bytes and 32 more; those that do not fit are left out.
     */
    public List<String> sectionComments() {
        return reader.sectionComments();
    }

    /** Bytes read so far, decompressed: headers, every packet delivered, and what was passed between them. */
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

    /**
     * Whether the bytes of a packet stay where they are when the next one is asked for, and even when the capture is closed: so
     * with a {@linkplain #openMapped mapped} file, as long as somebody holds a view of them. If not, they are valid until the next call, as said at
     * {@link #next(PacketView)}.
     */
    public boolean bytesStay() {
        return source.bytesStay();
    }

    /** Bytes of the whole file when it was last looked at; empty for a stream, a compressed or a followed file. */
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
