package io.flowtrack.bench;

import io.flowtrack.api.PacketView;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tracker people write: a {@link LinkedHashMap} in order of access, a record as key made for every packet, counters for
 * each direction, the least recently used flow dropped at the limit. It knows Ethernet, IPv4, TCP and UDP, believes every
 * header it reads, follows no connection, and nothing expires.
 */
final class NaiveTracker {
    private static final int ETHER_TYPE_OFFSET = 12;
    private static final int IPV4 = 0x0800;
    private static final int IP_OFFSET = 14;
    private static final int IP_LENGTH_OFFSET = IP_OFFSET + 2;
    private static final int PROTOCOL_OFFSET = IP_OFFSET + 9;
    private static final int SOURCE_OFFSET = IP_OFFSET + 12;
    private static final int DESTINATION_OFFSET = IP_OFFSET + 16;

    private final Map<Key, Flow> flows;

    NaiveTracker(int maxFlows) {
        flows = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Flow> eldest) {
                return size() > maxFlows;
            }
        };
    }

    record Key(int protocol, int addressA, int portA, int addressB, int portB) {}

    static final class Flow {
        long lastNanos;
        private long packetsFromA;
        private long packetsFromB;
        private long bytesFromA;
        private long bytesFromB;

        void count(boolean isFromA, int length) {
            if (isFromA) {
                packetsFromA++;
                bytesFromA += length;
            } else {
                packetsFromB++;
                bytesFromB += length;
            }
        }

        long total() {
            return packetsFromA + packetsFromB + bytesFromA + bytesFromB;
        }
    }

    /** Counts a packet; returns its flow's packets and bytes added up, to be read by a benchmark; 0 if it has no flow. */
    long track(PacketView packet) {
        if (packet.u16(ETHER_TYPE_OFFSET) != IPV4) {
            return 0;
        }
        int ports = packet.i32(IP_OFFSET + ((packet.u8(IP_OFFSET) & 0xF) << 2));
        int protocol = packet.u8(PROTOCOL_OFFSET);
        int source = packet.i32(SOURCE_OFFSET);
        int destination = packet.i32(DESTINATION_OFFSET);
        int sourcePort = ports >>> 16;
        int destinationPort = ports & 0xFFFF;
        boolean isFromA = source < destination || (source == destination && sourcePort <= destinationPort);
        Key key = isFromA
                ? new Key(protocol, source, sourcePort, destination, destinationPort)
                : new Key(protocol, destination, destinationPort, source, sourcePort);
        Flow flow = flows.get(key);
        if (flow == null) {
            flow = new Flow();
            flows.put(key, flow);
        }
        flow.lastNanos = packet.timestampNanos();
        flow.count(isFromA, packet.u16(IP_LENGTH_OFFSET));
        return flow.total();
    }
}
