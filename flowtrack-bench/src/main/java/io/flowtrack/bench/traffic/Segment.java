package io.flowtrack.bench.traffic;

/**
 * One TCP segment of one flow, refilled for each packet. Its numbers count from its sender's and its receiver's first
 * sequence number, which the flow's number tells.
 */
final class Segment {
    int flow;
    boolean isFromClient;
    /** As {@link io.flowtrack.api.TcpFlags} names them. */
    int flags;

    int sequence;
    int acknowledgement;
    int payloadLength;

    Segment begin(int flowNumber, boolean fromClient, int tcpFlags) {
        flow = flowNumber;
        isFromClient = fromClient;
        flags = tcpFlags;
        return this;
    }

    Segment numbers(int relativeSequence, int relativeAcknowledgement) {
        sequence = relativeSequence;
        acknowledgement = relativeAcknowledgement;
        payloadLength = 0;
        return this;
    }

    void payload(int length) {
        payloadLength = length;
    }
}
