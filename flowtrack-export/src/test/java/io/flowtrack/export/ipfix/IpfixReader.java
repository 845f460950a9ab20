package io.flowtrack.export.ipfix;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages by RFC 7011 alone: it learns all it knows of records from the templates that it is sent. What a collector
 * could stumble over fails.
 */
final class IpfixReader {
    private final Map<Integer, List<Specifier>> templates = new HashMap<>();
    private long expectedSequence;

    /** What a template says of a field. */
    record Specifier(long enterprise, int element, int length) {
        String name() {
            return enterprise == 0 ? "" + element : enterprise + "/" + element;
        }
    }

    /**
     * A message.
     *
     * @param templateIds of the templates in it
     * @param records values as unsigned numbers, by element or enterprise/element
     */
    record Content(
            int length,
            long exportSeconds,
            long sequence,
            long domain,
            List<Integer> templateIds,
            List<Map<String, BigInteger>> records) {}

    /** Reads a stream of messages to its end. */
    List<Content> readAll(byte[] stream) {
        List<Content> contents = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(stream);
        while (bytes.hasRemaining()) {
            int length = bytes.getShort(bytes.position() + 2) & 0xFFFF;
            contents.add(read(bytes.slice(bytes.position(), length)));
            bytes.position(bytes.position() + length);
        }
        return contents;
    }

    /** Reads one message. */
    Content read(ByteBuffer message) {
        assertThat(message.getShort()).as("version").isEqualTo((short) 10);
        int length = message.getShort() & 0xFFFF;
        assertThat(length).as("length").isEqualTo(message.limit());
        long time = message.getInt() & 0xFFFF_FFFFL;
        long sequence = message.getInt() & 0xFFFF_FFFFL;
        long domain = message.getInt() & 0xFFFF_FFFFL;
        assertThat(sequence).as("sequence number").isEqualTo(expectedSequence);
        Content content = new Content(length, time, sequence, domain, new ArrayList<>(), new ArrayList<>());
        assertThat(message.hasRemaining()).as("a set").isTrue();
        while (message.hasRemaining()) {
            int id = message.getShort() & 0xFFFF;
            int setLength = message.getShort() & 0xFFFF;
            assertThat(setLength).as("length of a set").isGreaterThan(4);
            ByteBuffer set = message.slice(message.position(), setLength - 4);
            message.position(message.position() + setLength - 4);
            readSet(id, set, content);
        }
        expectedSequence = expectedSequence + content.records().size() & 0xFFFF_FFFFL;
        return content;
    }

    private void readSet(int id, ByteBuffer set, Content content) {
        if (id == 2) {
            while (set.hasRemaining()) {
                content.templateIds().add(readTemplate(set));
            }
            return;
        }
        assertThat(id).as("id of a set").isGreaterThanOrEqualTo(256);
        assertThat(templates).as("templates known").containsKey(id);
        List<Specifier> fields = templates.getOrDefault(id, List.of());
        int recordLength = fields.stream().mapToInt(Specifier::length).sum();
        while (set.remaining() >= recordLength) {
            Map<String, BigInteger> values = new LinkedHashMap<>();
            for (Specifier field : fields) {
                byte[] value = new byte[field.length()];
                set.get(value);
                assertThat(values.put(field.name(), new BigInteger(1, value))).isNull();
            }
            content.records().add(values);
        }
        while (set.hasRemaining()) {
            assertThat(set.get()).as("padding").isZero();
        }
    }

    private int readTemplate(ByteBuffer set) {
        int id = set.getShort() & 0xFFFF;
        int count = set.getShort() & 0xFFFF;
        assertThat(id).as("id of a template").isGreaterThanOrEqualTo(256);
        assertThat(count).as("fields of a template").isPositive();
        List<Specifier> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int element = set.getShort() & 0xFFFF;
            int length = set.getShort() & 0xFFFF;
            long enterprise = element >= 0x8000 ? set.getInt() & 0xFFFF_FFFFL : 0;
            fields.add(new Specifier(enterprise, element & 0x7FFF, length));
        }
        @Nullable List<Specifier> before = templates.put(id, fields);
        assertThat(before == null || before.equals(fields))
                .as("a template sent again is the same")
                .isTrue();
        return id;
    }
}
