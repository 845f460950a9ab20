package io.flowtrack.api;

import org.jspecify.annotations.Nullable;

/**
 * One of the things that the packets of a flow were carried in, as the flow's first packet had it.
 *
 * @param type what it is
 * @param source address of the sender of the outer packet; null where the type is not {@linkplain TunnelType#isOverIp over
 *     IP}
 * @param destination address of the receiver of the outer packet; null where the type is not over IP
 * @param id what tells tunnels between the same addresses apart, by the {@linkplain TunnelType type}: 0 to 4294967295, or
 *     {@link #NO_ID}
 */
public record Tunnel(
        TunnelType type,
        @Nullable IpAddress source,
        @Nullable IpAddress destination,
        long id) {
    /** The id of a tunnel that has none. */
    public static final long NO_ID = -1;

    /** Type, addresses, id: {@code VXLAN 192.0.2.1 > 192.0.2.2 id 5}. */
    @Override
    public String toString() {
        String addresses = source == null ? "" : " " + source + " > " + destination;
        return type + addresses + (id == NO_ID ? "" : " id " + id);
    }
}
