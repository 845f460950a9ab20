package io.flowtrack.api;

import java.util.List;

/**
 * Decides which flow a packet belongs to. Ready-made ones track five-tuples, host pairs and MAC pairs; write your own for
 * anything else, usually around a ready-made one. This one makes a flow of all traffic between two IPv4 /24 networks:
 *
 * <pre>{@code
 * record NetworkPair(int a, int b) {}
 *
 * final class NetworkPairExtractor implements FlowExtractor<NetworkPair> {
 *     private final FlowExtractor<HostPair> hosts = HostPairExtractor.create();
 *
 *     public boolean extract(PacketView packet, Extraction into) {
 *         if (!hosts.extract(packet, into)) {
 *             return false;                                             // says why in the extraction
 *         }
 *         int ip = into.networkOffset();
 *         if (packet.u8(ip) >> 4 != 4) {
 *             return into.passOver(PassReason.NOT_WANTED);
 *         }
 *         long source = packet.u32(ip + 12) >> 8;
 *         long destination = packet.u32(ip + 16) >> 8;
 *         into.orientation(source <= destination ? Orientation.FORWARD : Orientation.REVERSE);
 *         into.identity().set(Math.min(source, destination), Math.max(source, destination));
 *         return true;
 *     }
 *
 *     public NetworkPair key(FlowIdentity identity) {
 *         return new NetworkPair((int) identity.first(), (int) identity.second());
 *     }
 *
 *     public void identify(NetworkPair key, FlowIdentity into) {
 *         into.set(Math.min(key.a(), key.b()), Math.max(key.a(), key.b()));
 *     }
 * }
 * }</pre>
 *
 * <p>An extractor belongs to one tracker, and like it to one thread. It must not throw for any bytes a packet may hold:
 * reads of {@link PacketView} beyond the captured length throw, so compare with
 * {@link PacketView#capturedLength} first.
 *
 * @param <K> the key that users see; a good key has {@code equals} and {@code hashCode}
 */
public interface FlowExtractor<K> {
    /**
     * Finds the flow of a packet.
     *
     * @param packet the frame, borrowed for the call
     * @param into refilled by this call; the caller has {@linkplain Extraction#reset reset} it
     * @return true if {@code into} now names a flow; false if the packet belongs to none, after
     *     {@link Extraction#passOver}
     */
    boolean extract(PacketView packet, Extraction into);

    /**
     * Finds the flow of a plain packet at one look: one that is neither a fragment, nor ICMP, nor
     * {@linkplain Extraction#isDefective defective}, nor in a tunnel, nor one with other flows inside. An extractor that does
     * not override this leaves all packets to {@link #extract}, which is called if this returns false.
     *
     * @param packet the frame, borrowed for the call
     * @param into refilled by this call if it returns true; nobody has reset it, so all facts have to be set or
     *     {@linkplain Extraction#resetRareFacts cleared}. Left as it is if it returns false
     * @return true if {@link #extract} would return true with the same facts
     */
    default boolean extractPlain(PacketView packet, Extraction into) {
        return false;
    }

    /**
     * Finds the flow of the packet that an ICMP error quotes. Called right after {@link #extract} returned true for the same
     * packet, if its flow is of {@link Transport#ICMP} or {@link Transport#ICMPV6}. Only {@link Extraction#identity} and {@link
     * Extraction#orientation} of the quoted packet are looked at. An extractor that does not override this finds none.
     *
     * @return false if the packet is no ICMP error, or quotes nothing that names a flow
     */
    default boolean extractQuoted(PacketView packet, Extraction into) {
        return false;
    }

    /**
     * Finds the flow of the packet that is inside of the one found last. Called right after that packet was tracked, if its
     * {@link Extraction#tunnels} say that there {@linkplain TunnelFacts#inner may be one}, and so on inwards. An extractor that
     * gives each packet one flow does not override this; one that does overrides {@link #hasInnerFlows}, too.
     *
     * @param packet the same frame
     * @param into refilled by this call; the caller has {@linkplain Extraction#reset reset} it
     * @return false if there is no such packet, or it belongs to no flow. It counts as passed over ({@link InnerStats}) if
     *     the extraction says that it was {@linkplain TunnelFacts#carried carried}, and as a fragment if it says so
     */
    default boolean extractInner(PacketView packet, Extraction into) {
        return false;
    }

    /** Whether {@link #extractInner} may find flows: whether one packet may belong to several. */
    default boolean hasInnerFlows() {
        return false;
    }

    /**
     * Finds the flow of an ordinary packet by a quick look, for those who only want to know which flow it is: much cheaper
     * than {@link #extract}, and right for most packets of most captures. It may be called for any packet at any time, and
     * changes nothing that is kept from the last packet.
     *
     * @param packet the frame, borrowed for the call
     * @param into the words of the packet's flow, if this returns true; otherwise they may be anything
     * @return true if {@link #extract} would return true with the same identity, and the packet is neither a fragment, nor
     *     ICMP, nor {@linkplain Extraction#isDefective defective}, nor one with other flows inside; false if this is not so,
     *     or cannot be told by a quick look. An extractor that does not override this never can.
     */
    default boolean glance(PacketView packet, FlowIdentity into) {
        return false;
    }

    /**
     * What the packet found last was carried in, outermost first. Called when a flow begins, right after its packet was
     * found, if {@link TunnelFacts#depth} is not 0.
     *
     * @return an immutable list
     */
    default List<Tunnel> tunnels(PacketView packet) {
        return List.of();
    }

    /**
     * Makes a key, from these words alone. Called at most once per flow that lives: when somebody first asks for the flow's key,
     * or when the flow begins, if there is user state to be made from it; of a flow that has ended without, whenever it is asked
     * for. The identity is borrowed for the call.
     */
    K key(FlowIdentity identity);

    /**
     * Fills the words that packets of this key have: the reverse of {@link #key}, used to find a flow by its key. Where
     * both directions are one flow, both ways of writing the key give the same words.
     */
    void identify(K key, FlowIdentity into);
}
