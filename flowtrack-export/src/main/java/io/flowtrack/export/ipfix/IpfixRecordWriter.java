package io.flowtrack.export.ipfix;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.export.FlowRecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * IPFIX (RFC 7011), both directions of a flow in one record (RFC 5103). Records wait until a message is full, and messages are
 * passed on whole. Of each kind of record the template is sent before the first one; over UDP it is sent again before the first
 * one after each {@linkplain IpfixSettings#templateRefresh interval}.
 *
 * <p>Deltas are those of the record, so each report on a flow ({@link FlowRecord#reportNumber}) should be written once. Keys must
 * be those of the ready-made extractors. After a failure the writer takes nothing more.
 */
public final class IpfixRecordWriter implements FlowRecordWriter {
    /** Bytes of the largest message over UDP: what a datagram over IPv4 has room for. */
    public static final int MAX_DATAGRAM_LENGTH = 65_507;

    private final MessageSink sink;
    private final Message message;
    /** Null where the records' times are all there is. */
    private final @Nullable Clock clock;
    /** Null where nothing is lost. */
    private final @Nullable TemplateRefresh refresh;

    private final Map<RecordShape, Template> templates = new HashMap<>();
    private final Set<Template> announced = new HashSet<>();
    private long latestNanos = Long.MIN_VALUE;
    private @Nullable IOException failure;

    private IpfixRecordWriter(
            MessageSink sink, IpfixSettings settings, @Nullable Clock clock, @Nullable TemplateRefresh refresh) {
        this.sink = sink;
        this.message = new Message(settings.maxMessageLength(), (int) settings.observationDomain());
        this.clock = clock;
        this.refresh = refresh;
    }

    /** Writes a file (RFC 5655): {@link #of(OutputStream, IpfixSettings)} with {@link IpfixSettings#ofStreams}. */
    public static IpfixRecordWriter of(OutputStream target) {
        return of(target, IpfixSettings.ofStreams());
    }

    /**
     * Writes a file (RFC 5655): messages one behind the other. They were exported at the time of the latest packet of all
     * records so far, so the same records give the same bytes.
     *
     * @param target is given whole messages
     */
    public static IpfixRecordWriter of(OutputStream target, IpfixSettings settings) {
        return new IpfixRecordWriter(new StreamSink(target), settings, null, null);
    }

    /**
     * Sends to a collector over TCP. It waits while the collector does not read. If the connection breaks, that is an error,
     * and it is not made again.
     *
     * @param clock says when messages are exported
     * @throws IOException if there is no connection within ten seconds
     */
    public static IpfixRecordWriter tcp(InetSocketAddress collector, IpfixSettings settings, Clock clock)
            throws IOException {
        return new IpfixRecordWriter(new TcpSink(collector), settings, clock, null);
    }

    /**
     * Sends to a collector over UDP, as fast as records come. Nobody says whether they arrive.
     *
     * @param clock says when messages are exported, and templates are sent again
     * @throws IllegalArgumentException if messages are longer than the 65507 bytes of a datagram
     * @throws IOException if the collector's address is not known
     */
    public static IpfixRecordWriter udp(InetSocketAddress collector, IpfixSettings settings, Clock clock)
            throws IOException {
        if (settings.maxMessageLength() > MAX_DATAGRAM_LENGTH) {
            throw new IllegalArgumentException("datagrams of " + settings.maxMessageLength() + " bytes");
        }
        return new IpfixRecordWriter(new UdpSink(collector), settings, clock, new TemplateRefresh(clock, settings));
    }

    @Override
    public void write(FlowRecord<?> record) throws IOException {
        RecordShape shape = RecordShape.of(record);
        checkWorks();
        Template template = templates.computeIfAbsent(shape, Template::new);
        begin();
        if (!announced.contains(template)) {
            announce(template);
        }
        if (!message.hasRoomFor(template.recordLength(), template.id())) {
            send();
            begin();
            if (!announced.contains(template)) {
                announce(template); // which leaves room for a record
            }
        }
        message.add(record, template);
        latestNanos = Math.max(latestNanos, record.lastNanos());
    }

    /** Forgets what was announced where a message begins that is to announce it again. */
    private void begin() {
        if (message.isEmpty() && refresh != null && refresh.isDueWithNextMessage()) {
            announced.clear();
        }
    }

    private void announce(Template template) throws IOException {
        if (!message.hasRoomFor(template)) {
            send();
            begin();
        }
        message.add(template);
        announced.add(template);
    }

    private void send() throws IOException {
        try {
            sink.send(message.complete(exportSeconds()));
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        message.begin();
    }

    private int exportSeconds() {
        return clock == null
                ? FlowTimes.seconds(latestNanos)
                : (int) clock.instant().getEpochSecond();
    }

    private void checkWorks() throws IOException {
        if (failure != null) {
            throw new IOException("nothing can be written behind what failed", failure);
        }
    }

    /** Sends the message as far as it is filled. */
    @Override
    public void flush() throws IOException {
        checkWorks();
        if (!message.isEmpty()) {
            send();
        }
        sink.flush();
    }

    @Override
    public void close() throws IOException {
        try {
            flush();
        } finally {
            sink.close();
        }
    }
}
