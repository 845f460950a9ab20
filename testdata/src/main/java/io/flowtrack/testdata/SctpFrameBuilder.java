package io.flowtrack.testdata;

import java.nio.ByteBuffer;

/** Builds an SCTP packet: the common header and one chunk, which is DATA with the payload unless it says otherwise. */
public final class SctpFrameBuilder extends IpFrameBuilder<SctpFrameBuilder> {
    private static final int PROTOCOL = 132;
    private static final int HEADER_LENGTH = 12;
    private static final int CHECKSUM_OFFSET = 8;
    private static final int CHUNK_HEADER_LENGTH = 4;
    private static final int DATA_HEADER_LENGTH = 12;
    private static final int DATA = 0;
    private static final int FIRST_AND_LAST = 3;
    private static final int WORD = 4;

    private int verificationTag = 1;
    private int transmissionSequence = 1;
    private int chunkType = DATA;

    SctpFrameBuilder(Endpoint source, Endpoint destination) {
        super(source, destination);
    }

    /** The tag of the association: 32 bits, raw. Without it, 1. */
    public SctpFrameBuilder verificationTag(int tag) {
        this.verificationTag = tag;
        return this;
    }

    /** The number of the DATA chunk: 32 bits, raw. Without it, 1. */
    public SctpFrameBuilder transmissionSequence(int sequence) {
        this.transmissionSequence = sequence;
        return this;
    }

    /** The chunk's type, 1 to 255: then the payload is all that is behind its header, and its flags are 0. */
    public SctpFrameBuilder chunk(int type) {
        this.chunkType = type;
        return this;
    }

    @Override
    SctpFrameBuilder self() {
        return this;
    }

    @Override
    int protocol() {
        return PROTOCOL;
    }

    @Override
    byte[] segment() {
        byte[] chunk = chunk();
        int paddedLength = (chunk.length + WORD - 1) / WORD * WORD;
        ByteBuffer packet = ByteBuffer.allocate(HEADER_LENGTH + paddedLength)
                .putShort((short) source().port())
                .putShort((short) destination().port())
                .putInt(verificationTag)
                .putInt(0)
                .put(chunk);
        return packet.putInt(CHECKSUM_OFFSET, masked(Checksum.crc32c(packet.array())))
                .array();
    }

    private byte[] chunk() {
        boolean isData = chunkType == DATA;
        int length = CHUNK_HEADER_LENGTH + (isData ? DATA_HEADER_LENGTH : 0) + payload().length;
        ByteBuffer chunk = ByteBuffer.allocate(length)
                .put((byte) chunkType)
                .put((byte) (isData ? FIRST_AND_LAST : 0))
                .putShort((short) length);
        if (isData) {
            chunk.putInt(transmissionSequence).putInt(0).putInt(0);
        }
        return chunk.put(payload()).array();
    }
}
