package io.flowtrack.parquet;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.Tunnel;
import java.util.List;
import java.util.Locale;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Moves the tunnels of records. In a list the repetition level is 0 for the first and 1 for all others; the definition level is 0
 * for a list without tunnels, 1 for a tunnel, 2 for a part of it that might have been missing.
 */
final class TunnelsFeed implements ColumnFeed {
    private static final int TUNNEL = 1;
    private static final int PART = 2;

    private final ColumnWriter type;
    private final ColumnWriter source;
    private final ColumnWriter destination;
    private final ColumnWriter id;
    private List<Tunnel> tunnels = List.of();

    /** Writes to the four columns of a tunnel's parts. */
    TunnelsFeed(ColumnWriter type, ColumnWriter source, ColumnWriter destination, ColumnWriter id) {
        this.type = type;
        this.source = source;
        this.destination = destination;
        this.id = id;
    }

    @Override
    public void take(FlowRecord<?> flow) {
        tunnels = flow.tunnels();
    }

    @Override
    public void put() {
        if (tunnels.isEmpty()) {
            type.writeNull(0, 0);
            source.writeNull(0, 0);
            destination.writeNull(0, 0);
            id.writeNull(0, 0);
        }
        int repetition = 0;
        for (Tunnel tunnel : tunnels) {
            type.write(Binary.fromString(tunnel.type().name().toLowerCase(Locale.ROOT)), repetition, TUNNEL);
            put(source, tunnel.source(), repetition);
            put(destination, tunnel.destination(), repetition);
            if (tunnel.id() == Tunnel.NO_ID) {
                id.writeNull(repetition, TUNNEL);
            } else {
                id.write(tunnel.id(), repetition, PART);
            }
            repetition = 1;
        }
    }

    private static void put(ColumnWriter target, @Nullable IpAddress address, int repetition) {
        if (address == null) {
            target.writeNull(repetition, TUNNEL);
        } else {
            target.write(Binary.fromString(address.toString()), repetition, PART);
        }
    }
}
