package io.flowtrack.api;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Makes Community IDs, version 1: a short text that names a conversation, the same whichever way it runs and whoever writes it
 * down, by which the records of Zeek, Suricata, Wireshark and others are joined to flows.
 *
 * <p>It is {@code 1:} and the Base64 text of the SHA-1 of seed, addresses, protocol and ports; see
 * <a href="https://github.com/corelight/community-id-spec">the specification</a>. Ports are those of TCP, UDP and SCTP; ICMP has
 * types and codes in their place, as its key does; all other protocols, UDP-Lite among them, have nothing there. Endpoints are put in order,
 * but for ICMP messages without an answer, whose direction counts. VLANs and tunnels are not part of it, nor is time: two
 * connections on the same endpoints have the same ID.
 *
 * <p>Not for use by several threads at once: give each its own.
 */
public final class CommunityId {
    /** The largest seed; the smallest is 0. */
    public static final int MAX_SEED = 0xFFFF;

    private static final String VERSION = "1:";
    /** Seed, two IPv6 addresses, protocol and padding, two ports. */
    private static final int MAX_LENGTH = Short.BYTES + 4 * Long.BYTES + Short.BYTES + 2 * Short.BYTES;

    private static final byte PADDING = 0;

    private final short seed;
    private final MessageDigest sha1;
    private final ByteBuffer words = ByteBuffer.allocate(MAX_LENGTH);

    private CommunityId(int seed) {
        this.seed = (short) seed;
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform is set up without SHA-1", e);
        }
    }

    /**
     * IDs without a seed of one's own: that is 0, as everywhere by default.
     *
     * @throws IllegalStateException if the Java platform is set up without SHA-1
     */
    public static CommunityId withDefaultSeed() {
        return seeded(0);
    }

    /**
     * IDs that only those with the same seed have.
     *
     * @param seed 0 to {@link #MAX_SEED}
     * @throws IllegalArgumentException if the seed is out of range
     * @throws IllegalStateException if the Java platform is set up without SHA-1
     */
    public static CommunityId seeded(int seed) {
        if (seed < 0 || seed > MAX_SEED) {
            throw new IllegalArgumentException("a seed of " + seed + "; it is 0 to " + MAX_SEED);
        }
        return new CommunityId(seed);
    }

    /**
     * The ID of a flow.
     *
     * @return null if its key is no {@link FiveTuple}, or if it is SCTP whose ports were not read ({@link TrackingRules#ZEEK})
     */
    public @Nullable String of(FlowRecord<?> flow) {
        return flow.key() instanceof FiveTuple tuple && arePortsKnown(tuple, flow.transport()) ? of(tuple) : null;
    }

    private static boolean arePortsKnown(FiveTuple tuple, Transport transport) {
        return tuple.transport() != Transport.SCTP || transport == Transport.SCTP;
    }

    /** The ID of the conversation with that key, its endpoints in either order. */
    public String of(FiveTuple tuple) {
        words.clear().putShort(seed);
        if (isForward(tuple)) {
            put(tuple, tuple.addressA(), tuple.portA(), tuple.addressB(), tuple.portB());
        } else {
            put(tuple, tuple.addressB(), tuple.portB(), tuple.addressA(), tuple.portA());
        }
        sha1.update(words.flip());
        return VERSION + Base64.getEncoder().encodeToString(sha1.digest());
    }

    private void put(FiveTuple tuple, IpAddress first, int firstPort, IpAddress second, int secondPort) {
        put(first);
        put(second);
        words.put((byte) tuple.protocol()).put(PADDING);
        if (hasPorts(tuple.transport())) {
            words.putShort((short) firstPort).putShort((short) secondPort);
        }
    }

    private void put(IpAddress address) {
        if (address.version() == IpAddress.IPV4) {
            words.putInt((int) address.low());
        } else {
            words.putLong(address.high()).putLong(address.low());
        }
    }

    /** Whether endpoint A comes first. */
    private static boolean isForward(FiveTuple tuple) {
        Transport transport = tuple.transport();
        if (transport.isIcmp() && !IcmpTypes.hasAnswer(transport, tuple.portA())) {
            return true;
        }
        int order = tuple.addressA().compareTo(tuple.addressB());
        return order < 0 || (order == 0 && tuple.portA() <= tuple.portB());
    }

    private static boolean hasPorts(Transport transport) {
        return switch (transport) {
            case TCP, UDP, SCTP, ICMP, ICMPV6 -> true;
            case UDP_LITE, OTHER -> false;
        };
    }
}
