package io.flowtrack.export.ipfix;

import io.flowtrack.api.FlowRecord;
import java.nio.ByteBuffer;

/**
 * A field of a template: which element, and how its value is written.
 *
 * @param element the element
 * @param isReverse whether it is of the packets from destination to source
 * @param value writes as many bytes as the element has
 */
record Field(Element element, boolean isReverse, Value value) {
    /** The enterprise number that turns an element round, RFC 5103, section 6.1. */
    private static final int REVERSE_ENTERPRISE = 29_305;

    private static final int ENTERPRISE_BIT = 0x8000;

    /** Writes the value that a record has. */
    interface Value {
        void write(ByteBuffer target, FlowRecord<?> flow);
    }

    static Field of(Element element, Value value) {
        return new Field(element, /* isReverse= */ false, value);
    }

    static Field reverse(Element element, Value value) {
        return new Field(element, /* isReverse= */ true, value);
    }

    /** Bytes of the specifier: RFC 7011, section 3.2. */
    int specifierLength() {
        return Short.BYTES + Short.BYTES + (isReverse ? Integer.BYTES : 0);
    }

    /** Writes the specifier. */
    void writeSpecifier(ByteBuffer target) {
        if (isReverse) {
            target.putShort((short) (element.id() | ENTERPRISE_BIT))
                    .putShort(element.length())
                    .putInt(REVERSE_ENTERPRISE);
        } else {
            target.putShort(element.id()).putShort(element.length());
        }
    }
}
