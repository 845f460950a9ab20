package io.flowtrack.core.fragment;

import io.flowtrack.api.PacketView;

/**
 * A datagram put together from its fragments.
 *
 * @param packet the datagram, without a link header, at the time of the fragment that completed it; its bytes are its own,
 *     its wire length is that of all the packets that the fragments came in
 * @param frameCount packets of the capture that the fragments came in
 * @param ipBytes bytes of the fragments, each with its IP header
 */
public record Rebuilt(PacketView packet, int frameCount, long ipBytes) {
    /** One that somebody else put together, whose packet says of what. */
    public static Rebuilt of(PacketView packet) {
        return new Rebuilt(packet, packet.fragmentCount(), packet.fragmentIpBytes());
    }
}
