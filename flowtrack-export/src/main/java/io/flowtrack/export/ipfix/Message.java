package io.flowtrack.export.ipfix;

import io.flowtrack.api.FlowRecord;
import java.nio.ByteBuffer;

/**
 * The message that is being filled (RFC 7011, section 3).
 *
 * <pre>
 *   header: │ version 10: 16 │ length 16 │ export time 32 │ sequence number 32 │ observation domain 32 │
 *   set:    │ id 16: 2, or that of a template │ length 16 │ templates, or records of that template │
 * </pre>
 *
 * <p>There is no padding: nothing needs it, as no field is read in place.
 */
final class Message {
    private static final short VERSION = 10;
    private static final int LENGTH_OFFSET = 2;
    private static final int EXPORT_TIME_OFFSET = 4;
    private static final int SEQUENCE_OFFSET = 8;
    private static final int DOMAIN_OFFSET = 12;
    private static final int HEADER_LENGTH = 16;
    private static final int SET_HEADER_LENGTH = 4;
    private static final int SET_LENGTH_OFFSET = 2;
    private static final short TEMPLATE_SET = 2;
    private static final int NO_SET = -1;

    private final ByteBuffer bytes;
    private int setStart = NO_SET;
    private int recordCount;
    private int sequenceNumber;

    /** An empty message of the first record that will ever be. */
    Message(int maxLength, int observationDomain) {
        bytes = ByteBuffer.allocate(maxLength);
        bytes.putShort(0, VERSION).putInt(DOMAIN_OFFSET, observationDomain).position(HEADER_LENGTH);
    }

    boolean isEmpty() {
        return bytes.position() == HEADER_LENGTH;
    }

    /** Whether there is room for one more record. */
    boolean hasRoomFor(int recordLength, short templateId) {
        return bytes.remaining() >= recordLength + (isOpen(templateId) ? 0 : SET_HEADER_LENGTH);
    }

    /** Whether there is room for a template. */
    boolean hasRoomFor(Template template) {
        return bytes.remaining() >= template.length() + (isOpen(TEMPLATE_SET) ? 0 : SET_HEADER_LENGTH);
    }

    /** Adds a template, for which there must be room. */
    void add(Template template) {
        open(TEMPLATE_SET);
        template.write(bytes);
    }

    /** Adds a record, for which there must be room. */
    void add(FlowRecord<?> flow, Template template) {
        open(template.id());
        template.writeRecord(bytes, flow);
        recordCount++;
    }

    private boolean isOpen(short setId) {
        return setStart != NO_SET && bytes.getShort(setStart) == setId;
    }

    private void open(short setId) {
        if (!isOpen(setId)) {
            closeSet();
            setStart = bytes.position();
            bytes.putShort(setId).putShort((short) 0);
        }
    }

    private void closeSet() {
        if (setStart != NO_SET) {
            bytes.putShort(setStart + SET_LENGTH_OFFSET, (short) (bytes.position() - setStart));
            setStart = NO_SET;
        }
    }

    /** Completes the message; the bytes are valid until the next one is {@linkplain #begin begun}. */
    ByteBuffer complete(int exportSeconds) {
        closeSet();
        bytes.putShort(LENGTH_OFFSET, (short) bytes.position())
                .putInt(EXPORT_TIME_OFFSET, exportSeconds)
                .putInt(SEQUENCE_OFFSET, sequenceNumber);
        return ByteBuffer.wrap(bytes.array(), 0, bytes.position());
    }

    /** Begins the next message; its sequence number is that of its first record, modulo 2^32. */
    void begin() {
        sequenceNumber += recordCount;
        recordCount = 0;
        bytes.position(HEADER_LENGTH);
    }
}
