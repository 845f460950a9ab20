package io.flowtrack.core;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowListener;
import io.flowtrack.api.PacketView;
import io.flowtrack.core.table.FlowTable;
import org.jspecify.annotations.Nullable;

/** Finds the flow whose packet an ICMP error quotes. */
final class IcmpErrors<K, S extends @Nullable Object> {
    private static final int TYPE_AND_CODE_LENGTH = 2;

    private final FlowExtractor<K> extractor;
    private final FlowTable<TrackedFlow<K, S>> table;
    private final Endings<K, S> endings;
    private final Extraction quoted = new Extraction();

    IcmpErrors(FlowExtractor<K> extractor, FlowTable<TrackedFlow<K, S>> table, Endings<K, S> endings) {
        this.extractor = extractor;
        this.table = table;
        this.endings = endings;
    }

    /** Tells the flow that an ICMP message is an error about, if it is live; {@code offset} is where the message begins. */
    void tell(PacketView packet, int offset, long nowNanos, FlowListener<K, S> listener) {
        quoted.reset();
        boolean isThere = offset >= 0 && offset + TYPE_AND_CODE_LENGTH <= packet.capturedLength();
        if (!isThere || !extractor.extractQuoted(packet, quoted)) {
            return;
        }
        TrackedFlow<K, S> flow = table.find(quoted.identity());
        if (flow != null && !flow.isEndTold() && !endings.isOver(flow, nowNanos)) {
            listener.onIcmpError(flow, flow.side(quoted.orientation()), packet.u8(offset), packet.u8(offset + 1));
        }
    }
}
