package io.flowtrack.testdata;

/** Builds an IP packet of any protocol: only the payload is behind the IP header. */
public final class IpPayloadFrameBuilder extends IpFrameBuilder<IpPayloadFrameBuilder> {
    private final int protocol;

    IpPayloadFrameBuilder(Endpoint source, Endpoint destination, int protocol) {
        super(source, destination);
        this.protocol = protocol;
    }

    @Override
    IpPayloadFrameBuilder self() {
        return this;
    }

    @Override
    int protocol() {
        return protocol;
    }

    @Override
    byte[] segment() {
        return payload();
    }
}
