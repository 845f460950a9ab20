package io.flowtrack.core.dissect;

import io.flowtrack.api.IpAddress;
import io.flowtrack.api.IpNetwork;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.PassReason;
import java.util.Collection;

/** Which packets' checksums are verified: none, or all but those from some networks. */
public final class Checksums {
    /** No checksum is looked at. */
    public static final Checksums UNVERIFIED = new Checksums(false, new IpNetwork[0]);

    private final boolean isVerified;
    private final IpNetwork[] trusted;

    private Checksums(boolean isVerified, IpNetwork[] trusted) {
        this.isVerified = isVerified;
        this.trusted = trusted;
    }

    /** Those of all packets whose source address is in none of these networks. */
    public static Checksums verifiedExceptFrom(Collection<IpNetwork> networks) {
        return new Checksums(true, networks.toArray(IpNetwork[]::new));
    }

    /** Whether any are verified. */
    public boolean areVerified() {
        return isVerified;
    }

    /** Verifies the IPv4 header, after {@link Dissector#network}: a step like those. */
    public boolean network(PacketView packet, Dissection into) {
        return !isVerified || isNetworkRight(packet, into) || into.fail(PassReason.BAD_IP_CHECKSUM);
    }

    private boolean isNetworkRight(PacketView packet, Dissection found) {
        return found.ipVersion != IpAddress.IPV4
                || !Ipv4Header.saysLength(packet, found.networkOffset)
                || isTrusted(packet, found)
                || Ipv4Header.isChecksumRight(packet, found.networkOffset);
    }

    /** Whether the transport's checksum was verified and is wrong, after {@link Dissector#transport}. */
    public boolean isTransportWrong(PacketView packet, Dissection found) {
        return isVerified && !isTrusted(packet, found) && TransportChecksum.isWrong(packet, found, /* isZeek= */ false);
    }

    /** The same, where that of UDP covers all of the IP packet, whatever UDP's own length says. */
    public boolean isTransportWrongForZeek(PacketView packet, Dissection found) {
        return isVerified && !isTrusted(packet, found) && TransportChecksum.isWrong(packet, found, /* isZeek= */ true);
    }

    private boolean isTrusted(PacketView packet, Dissection found) {
        for (IpNetwork network : trusted) {
            if (isWithin(network, packet, found)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(IpNetwork network, PacketView packet, Dissection found) {
        int offset = found.networkOffset;
        return found.ipVersion == IpAddress.IPV4
                ? network.containsIpv4(Ipv4Header.source(Ipv4Header.addresses(packet, offset)))
                : network.containsIpv6(Ipv6Header.sourceHigh(packet, offset), Ipv6Header.sourceLow(packet, offset));
    }
}
