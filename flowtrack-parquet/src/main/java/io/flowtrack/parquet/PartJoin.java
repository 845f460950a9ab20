package io.flowtrack.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Makes one file of several of the same columns. Row groups are copied as they are; only where they stand, which the footer says, is
 * another place. Indexes of pages, which stand behind the row groups, are left out.
 *
 * <pre>
 *   PAR1 | row groups | indexes | footer | length of the footer, 4 bytes, little-endian | PAR1
 * </pre>
 */
final class PartJoin {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL_LENGTH = Integer.BYTES + MAGIC.length;

    private PartJoin() {}

    /** Writes a file of those, of which there is at least one. */
    static void join(List<Path> parts, Path target) throws IOException {
        try (FileChannel out = FileChannel.open(
                target, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            OutputStream stream = Channels.newOutputStream(out);
            stream.write(MAGIC);
            List<RowGroup> groups = new ArrayList<>();
            FileMetaData footer = new FileMetaData();
            for (Path part : parts) {
                try (FileChannel in = FileChannel.open(part, StandardOpenOption.READ)) {
                    footer = footer(in);
                    append(in, footer.getRow_groups(), out);
                }
                groups.addAll(footer.getRow_groups());
            }
            writeFooter(footer, groups, out);
        }
    }

    private static void writeFooter(FileMetaData footer, List<RowGroup> groups, FileChannel out) throws IOException {
        for (int i = 0; i < groups.size(); i++) {
            // its 16 bits cannot say more; it is optional
            groups.get(i).setOrdinal((short) i);
            groups.get(i).setOrdinalIsSet(i <= Short.MAX_VALUE);
        }
        footer.setRow_groups(groups);
        footer.setNum_rows(groups.stream().mapToLong(RowGroup::getNum_rows).sum());
        long start = out.position();
        OutputStream stream = Channels.newOutputStream(out);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(); // the footer is many small pieces
        Util.writeFileMetaData(footer, bytes);
        bytes.writeTo(stream);
        int length = Math.toIntExact(out.position() - start);
        stream.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
        stream.write(MAGIC);
    }

    private static FileMetaData footer(FileChannel in) throws IOException {
        long tail = in.size() - TAIL_LENGTH;
        int length = ByteBuffer.wrap(read(in, tail, Integer.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        return Util.readFileMetaData(new ByteArrayInputStream(read(in, tail - length, length)));
    }

    private static byte[] read(FileChannel in, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (in.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("a part was cut");
            }
        }
        return bytes.array();
    }

    /** Copies row groups, and says in them where they are now. */
    private static void append(FileChannel in, List<RowGroup> groups, FileChannel out) throws IOException {
        long start = MAGIC.length;
        long end = start;
        long shift = out.position() - start;
        for (RowGroup group : groups) {
            for (ColumnChunk chunk : group.getColumns()) {
                ColumnMetaData column = chunk.getMeta_data();
                long first = column.isSetDictionary_page_offset()
                        ? Math.min(column.getDictionary_page_offset(), column.getData_page_offset())
                        : column.getData_page_offset();
                end = Math.max(end, first + column.getTotal_compressed_size());
                shift(chunk, column, shift);
            }
            group.setFile_offset(group.getFile_offset() + shift);
        }
        for (long offset = start; offset < end; ) {
            long copied = in.transferTo(offset, end - offset, out);
            if (copied <= 0) {
                throw new EOFException("a part was cut");
            }
            offset += copied;
        }
    }

    private static void shift(ColumnChunk chunk, ColumnMetaData column, long shift) {
        column.setData_page_offset(column.getData_page_offset() + shift);
        if (column.isSetDictionary_page_offset()) {
            column.setDictionary_page_offset(column.getDictionary_page_offset() + shift);
        }
        if (chunk.getFile_offset() != 0) { // newer writers leave it out so
            chunk.setFile_offset(chunk.getFile_offset() + shift);
        }
        chunk.unsetColumn_index_offset();
        chunk.unsetColumn_index_length();
        chunk.unsetOffset_index_offset();
        chunk.unsetOffset_index_length();
    }
}
