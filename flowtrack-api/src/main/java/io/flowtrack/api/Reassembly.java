package io.flowtrack.api;

import java.time.Duration;

/**
 * How fragments of IP datagrams are put together again, and what may be held meanwhile. What goes beyond a limit makes the
 * oldest datagram be given up; its fragments are passed over for a reason of its own.
 *
 * @param ipv4Overlaps whose bytes count where fragments of an IPv4 datagram overlap; of no meaning for {@link
 *     TrackingRules#ZEEK}, where the first ones do
 * @param timeout how long a datagram may take, in packet time, from its first fragment on
 * @param maxDatagrams the most datagrams held, from 0 to {@value #MOST_DATAGRAMS}; 0 for no reassembly at all
 * @param maxBytes the most memory held in bytes, all included, from {@value #LEAST_BYTES}
 * @param maxFragments the most fragments of one datagram, copies included, from 2
 */
public record Reassembly(
        OverlapPolicy ipv4Overlaps, Duration timeout, int maxDatagrams, long maxBytes, int maxFragments) {
    /** The most that can be given for {@link #maxDatagrams}. */
    public static final int MOST_DATAGRAMS = 1 << 24;
    /** The least that can be given for {@link #maxBytes}: room for one datagram of any length. */
    public static final long LEAST_BYTES = 1 << 18;

    /**
     * The first bytes stay, as long as most hosts wait: 30 s; at most 4 096 datagrams, 8 MiB, and 2 048 fragments of a
     * datagram (the longest datagram has 1 366 over the narrowest link that RFC 791 allows, of 68 bytes).
     */
    public static final Reassembly DEFAULT =
            new Reassembly(OverlapPolicy.FIRST, Duration.ofSeconds(30), 4_096, 8L << 20, 2_048);

    /** The same with the 5 minutes that Zeek's usual configuration has. */
    public static final Reassembly ZEEK = DEFAULT.within(Duration.ofMinutes(5));

    /** None: a first fragment is tracked by its ports, later ones are {@link PassReason#LATER_FRAGMENT}. */
    public static final Reassembly NONE =
            new Reassembly(OverlapPolicy.FIRST, Duration.ofSeconds(30), 0, LEAST_BYTES, 2);

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if the timeout is not positive, or a limit out of its range
     */
    public Reassembly {
        SettingRanges.positive("timeout of datagrams", timeout);
        if (maxDatagrams < 0 || maxDatagrams > MOST_DATAGRAMS) {
            throw new IllegalArgumentException(
                    "limit of datagrams is " + maxDatagrams + ", not within 0 to " + MOST_DATAGRAMS);
        }
        if (maxBytes < LEAST_BYTES) {
            throw new IllegalArgumentException("limit of bytes is " + maxBytes + ", below " + LEAST_BYTES);
        }
        if (maxFragments < 2) {
            throw new IllegalArgumentException("limit of fragments is " + maxFragments + ", below 2");
        }
    }

    /** Whether fragments are put together. */
    public boolean isOn() {
        return maxDatagrams > 0;
    }

    /** The same with another policy for overlaps in IPv4. */
    public Reassembly overlaps(OverlapPolicy policy) {
        return new Reassembly(policy, timeout, maxDatagrams, maxBytes, maxFragments);
    }

    /**
     * The same with another timeout.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Reassembly within(Duration newTimeout) {
        return new Reassembly(ipv4Overlaps, newTimeout, maxDatagrams, maxBytes, maxFragments);
    }
}
