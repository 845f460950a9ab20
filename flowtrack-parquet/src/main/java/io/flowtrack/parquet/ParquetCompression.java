package io.flowtrack.parquet;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How the pages of a file are compressed. */
public enum ParquetCompression {
    /** Zstandard: fast and small. Readers have known it since about 2020. */
    ZSTD(CompressionCodecName.ZSTD, ZstdOutputStreamNoFinalizer::new),
    /** gzip: slower and larger; for readers that do not know Zstandard. */
    GZIP(CompressionCodecName.GZIP, GZIPOutputStream::new),
    /** Not at all. */
    NONE(CompressionCodecName.UNCOMPRESSED, out -> out);

    private interface Codec {
        OutputStream compressing(OutputStream target) throws IOException;
    }

    private final CompressionCodecName name;

    @SuppressWarnings("ImmutableEnumChecker") // it has no state
    private final Codec codec;

    ParquetCompression(CompressionCodecName name, Codec codec) {
        this.name = name;
        this.codec = codec;
    }

    /** Compresses one page at a time. */
    BytesInputCompressor compressor() {
        return new BytesInputCompressor() {
            @Override
            public BytesInput compress(BytesInput page) throws IOException {
                ByteArrayOutputStream compressed = new ByteArrayOutputStream();
                try (OutputStream out = codec.compressing(compressed)) {
                    page.writeAllTo(out);
                } catch (LinkageError e) { // its native part is unpacked into a temporary folder, which may be full
                    throw new IOException(name + " cannot be loaded: " + e.getMessage(), e);
                }
                return BytesInput.from(compressed);
            }

            @Override
            public CompressionCodecName getCodecName() {
                return name;
            }

            @Override
            public void release() {
                // each page has a compressor of its own
            }
        };
    }
}
