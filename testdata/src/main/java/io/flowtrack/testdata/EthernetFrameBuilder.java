package io.flowtrack.testdata;

/** Builds a frame of any EtherType; only the payload is behind the link header. */
public final class EthernetFrameBuilder extends FrameBuilder<EthernetFrameBuilder> {
    private final int etherType;

    EthernetFrameBuilder(Endpoint source, Endpoint destination, int etherType) {
        super(source, destination);
        this.etherType = etherType;
    }

    @Override
    EthernetFrameBuilder self() {
        return this;
    }

    @Override
    int etherType() {
        return etherType;
    }

    @Override
    byte[] content() {
        return payload();
    }
}
