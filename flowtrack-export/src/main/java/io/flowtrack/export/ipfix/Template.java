package io.flowtrack.export.ipfix;

import io.flowtrack.api.FlowRecord;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A template (RFC 7011, section 3.4.1), and records by it.
 *
 * <pre>
 *   template: │ id 16 │ field count 16 │ specifiers: element 16, length 16, enterprise 32 if the element's first bit is set │
 *   record:   │ values, one behind the other │
 * </pre>
 */
final class Template {
    private static final int HEADER_LENGTH = 2 * Short.BYTES;

    private final short id;
    private final List<Field> fields;
    private final int length;
    private final int recordLength;

    Template(RecordShape shape) {
        this.id = (short) shape.templateId();
        this.fields = List.copyOf(shape.fields());
        this.length =
                HEADER_LENGTH + fields.stream().mapToInt(Field::specifierLength).sum();
        this.recordLength =
                fields.stream().mapToInt(field -> field.element().length()).sum();
    }

    short id() {
        return id;
    }

    /** Bytes of the template itself. */
    int length() {
        return length;
    }

    /** Bytes of each record. */
    int recordLength() {
        return recordLength;
    }

    /** Writes the template. */
    void write(ByteBuffer target) {
        target.putShort(id).putShort((short) fields.size());
        for (Field field : fields) {
            field.writeSpecifier(target);
        }
    }

    /** Writes a record of this template's shape. */
    void writeRecord(ByteBuffer target, FlowRecord<?> flow) {
        for (Field field : fields) {
            field.value().write(target, flow);
        }
    }
}
