package io.flowtrack.core;

import io.flowtrack.api.Extraction;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.FlowIdentity;
import io.flowtrack.api.LinkType;
import io.flowtrack.api.Orientation;
import io.flowtrack.api.PacketView;
import io.flowtrack.api.Transport;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/** A packet with nothing in it but what the tracker looks at, so that millions of them are cheap. */
record SyntheticPacket(
        int id,
        boolean forward,
        Transport transport,
        int flags,
        int sequence,
        int acknowledgement,
        int payloadLength,
        long nanos) {
    private static final int LENGTH = 16;
    private static final List<Transport> TRANSPORTS = List.of(Transport.values());
    private static final int[] FLAGS = {0x02, 0x12, 0x10, 0x10, 0x18, 0x11, 0x04, 0x10};

    /** A random packet of one of {@code ids} flows; sequence numbers from a small range, so that they often fit. */
    static SyntheticPacket random(Random random, int ids, long nanos) {
        int id = random.nextInt(ids);
        Transport transport = id % 4 == 0 ? Transport.UDP : id % 4 == 1 ? Transport.OTHER : Transport.TCP;
        return new SyntheticPacket(
                id,
                random.nextBoolean(),
                transport,
                transport == Transport.TCP ? FLAGS[random.nextInt(FLAGS.length)] : 0,
                random.nextInt(3),
                random.nextInt(5),
                random.nextInt(3),
                nanos);
    }

    PacketView wrapInto(PacketView view, ByteBuffer buffer) {
        buffer.clear()
                .putShort((short) id)
                .put((byte) (forward ? 1 : 0))
                .put((byte) TRANSPORTS.indexOf(transport))
                .put((byte) flags)
                .put((byte) payloadLength)
                .putShort((short) 0)
                .putInt(sequence)
                .putInt(acknowledgement);
        return view.wrap(buffer.clear(), 0, LENGTH, LinkType.RAW, nanos);
    }

    /** Reads such packets; a flow's number is its key. */
    static class Extractor implements FlowExtractor<Integer> {
        @Override
        public boolean extract(PacketView packet, Extraction into) {
            identify(packet.u16(0), into.identity());
            into.orientation(packet.u8(2) == 1 ? Orientation.FORWARD : Orientation.REVERSE)
                    .transport(TRANSPORTS.get(packet.u8(3)))
                    .tcp(packet.u8(4), packet.i32(8), packet.i32(12), 0)
                    .payload(0, 0, packet.u8(5));
            return true;
        }

        @Override
        public Integer key(FlowIdentity identity) {
            return (int) identity.second();
        }

        @Override
        public void identify(Integer key, FlowIdentity into) {
            into.set(7, key);
            if (key % 3 == 0) {
                into.append(1).append(2).append(3);
            }
        }
    }
}
