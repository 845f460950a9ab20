package io.flowtrack.bench.traffic;

import java.util.Locale;

/** What kind of traffic is measured. All of it is TCP over IPv4 over Ethernet. */
public enum Workload {
    /** Every flow sends one packet in each round, always in the same order: the next flow is the longest silent one. */
    ROUND_ROBIN {
        @Override
        Traffic traffic(int flows, long seed) {
            return RoundTraffic.inOrder(flows);
        }
    },

    /** Every flow sends one packet in each round, in a new random order each round. */
    SHUFFLED {
        @Override
        Traffic traffic(int flows, long seed) {
            return RoundTraffic.shuffled(flows, seed);
        }
    },

    /** Flow popularity by Zipf's law with exponent 1, sizes of the simple IMIX: 40, 576, 1500 bytes of IP, 7:4:1. */
    SKEWED {
        @Override
        Traffic traffic(int flows, long seed) {
            return new SkewedTraffic(flows, seed);
        }
    },

    /** A window of live flows; each group of eight packets ends the oldest flow and begins a new one. */
    TURNOVER {
        @Override
        Traffic traffic(int flows, long seed) {
            return new TurnoverTraffic(flows);
        }
    },

    /** Flow after flow begins with a handshake, and none ends. */
    GROWTH {
        @Override
        Traffic traffic(int flows, long seed) {
            return new GrowthTraffic(flows);
        }
    };

    /** The most flows there may be: so many have addresses of their own, and their packets are counted in 32 bits. */
    public static final int MAX_FLOWS = 4_000_000;

    abstract Traffic traffic(int flows, long seed);

    Traffic checkedTraffic(int flows, long seed) {
        if (flows < 1 || flows > MAX_FLOWS) {
            throw new IllegalArgumentException(flows + " flows are not within 1 to " + MAX_FLOWS);
        }
        return traffic(flows, seed);
    }

    /** Its name on the command line, such as {@code round-robin}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
