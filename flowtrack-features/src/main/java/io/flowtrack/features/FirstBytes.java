package io.flowtrack.features;

import io.flowtrack.api.FlowPacket;
import java.io.Serializable;

/** The first payload bytes that one side sent, in the order in which they were captured. */
final class FirstBytes implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int BYTE_VALUES = 256;

    private final byte[] bytes;
    private int length;

    FirstBytes(int limit) {
        bytes = new byte[limit];
    }

    void add(FlowPacket packet) {
        int more = Math.min(bytes.length - length, packet.payloadCapturedLength());
        if (more > 0) {
            packet.frame().copy(packet.payloadOffset(), bytes, length, more);
            length += more;
        }
    }

    /** Shannon's entropy of the bytes' frequencies, 0 to 8 bits per byte; 0 if there are none. */
    double entropy() {
        int[] counts = new int[BYTE_VALUES];
        for (int i = 0; i < length; i++) {
            counts[bytes[i] & 0xFF]++;
        }
        double sum = 0;
        for (int count : counts) {
            if (count > 1) {
                sum += count * Math.log(count);
            }
        }
        double nats = length == 0 ? 0 : Math.log(length) - sum / length;
        return Math.max(0, Math.min(nats / Math.log(2), Byte.SIZE));
    }
}
