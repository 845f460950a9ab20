package io.flowtrack.features;

/**
 * What is kept of a flow for {@link FeatureSet#nfstream}.
 *
 * @param accounting what the size of a packet is
 * @param spltLength of how many first packets size, direction and inter-arrival time are kept, 0 to 255; eight bytes of
 *     memory for each in every flow
 * @param entropyLength of how many first payload bytes of each side the entropy is told, 0 to 256; twice that much memory
 *     in every flow
 */
public record NfstreamSettings(SizeAccounting accounting, int spltLength, int entropyLength) {
    /** The most packets that can be asked for. */
    public static final int MAX_SPLT_LENGTH = 255;
    /** The most payload bytes that can be asked for. */
    public static final int MAX_ENTROPY_LENGTH = 256;

    private static final NfstreamSettings DEFAULTS = new NfstreamSettings(SizeAccounting.FRAME, 10, 128);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public NfstreamSettings {
        check("SPLT length", spltLength, MAX_SPLT_LENGTH);
        check("entropy length", entropyLength, MAX_ENTROPY_LENGTH);
    }

    private static void check(String name, int value, int max) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(name + " " + value + " is not from 0 to " + max);
        }
    }

    /** Frames on the wire, ten packets, 128 bytes. */
    public static NfstreamSettings defaults() {
        return DEFAULTS;
    }

    /** The same with that meaning of size. */
    public NfstreamSettings withAccounting(SizeAccounting newAccounting) {
        return new NfstreamSettings(newAccounting, spltLength, entropyLength);
    }

    /** The same with that many first packets. */
    public NfstreamSettings withSpltLength(int length) {
        return new NfstreamSettings(accounting, length, entropyLength);
    }

    /** The same with that many first payload bytes. */
    public NfstreamSettings withEntropyLength(int length) {
        return new NfstreamSettings(accounting, spltLength, length);
    }
}
