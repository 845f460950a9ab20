package io.flowtrack.api;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Every limit and timeout of a tracker. Immutable; made by {@link #builder} or changed through {@link #toBuilder}.
 *
 * <p>All times are packet time. Durations are from 1 nanosecond (where zero is not named as legal) to 292 years.
 */
public final class TrackerConfig {
    private static final TrackerConfig DEFAULTS = new Builder().build();

    private final Duration tcpIdleTimeout;
    private final Duration udpIdleTimeout;
    private final Duration otherIdleTimeout;
    private final Optional<Duration> activeTimeout;
    private final Duration closeLinger;
    private final EndedAt endedAt;
    private final Duration sweepInterval;
    private final int maxFlows;
    private final int initialCapacity;
    private final OptionalLong hashSeed;
    private final DirectionPolicy direction;
    private final TrackingRules rules;
    private final TcpTimeouts tcpTimeouts;
    private final boolean countsPartialGaps;
    private final boolean ignoresResetsOutOfWindow;
    private final Reassembly reassembly;
    private final Optional<EmergencyPolicy> emergency;
    private final Optional<MemoryBudget> memoryBudget;

    private TrackerConfig(Builder from) {
        this.tcpIdleTimeout = from.tcpIdleTimeout;
        this.udpIdleTimeout = from.udpIdleTimeout;
        this.otherIdleTimeout = from.otherIdleTimeout;
        this.activeTimeout = from.activeTimeout;
        this.closeLinger = from.closeLinger;
        this.endedAt = from.endedAt;
        this.sweepInterval = from.sweepInterval;
        this.maxFlows = from.maxFlows;
        this.initialCapacity = from.initialCapacity;
        this.hashSeed = from.hashSeed;
        this.direction = from.direction;
        this.rules = from.rules;
        this.tcpTimeouts = from.tcpTimeouts;
        this.countsPartialGaps = from.countsPartialGaps;
        this.ignoresResetsOutOfWindow = from.ignoresResetsOutOfWindow;
        this.reassembly = from.reassembly;
        this.emergency = from.emergency;
        this.memoryBudget = from.memoryBudget;
    }

    /** What a new {@link Builder} builds. */
    public static TrackerConfig defaults() {
        return DEFAULTS;
    }

    /**
     * What makes flows those of Zeek's conn.log, with Zeek's default timeouts: {@link TrackingRules#ZEEK}, {@link
     * TcpTimeouts#ZEEK}, {@link Reassembly#ZEEK}, 60 s for all that is not TCP, ends told after the linger, no emergencies. The
     * direction is that of Zeek with no likely server ports; give the ports by {@link DirectionPolicy#serverPorts}.
     */
    public static TrackerConfig zeek() {
        return builder()
                .rules(TrackingRules.ZEEK)
                .tcpTimeouts(TcpTimeouts.ZEEK)
                .otherIdleTimeout(Duration.ofMinutes(1))
                .endedAt(EndedAt.LINGER_END)
                .direction(DirectionPolicy.serverPorts(PortSet.NONE))
                .reassembly(Reassembly.ZEEK)
                .withoutEmergency()
                .build();
    }

    /** A builder that holds the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder that holds these values. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.tcpIdleTimeout = tcpIdleTimeout;
        builder.udpIdleTimeout = udpIdleTimeout;
        builder.otherIdleTimeout = otherIdleTimeout;
        builder.activeTimeout = activeTimeout;
        builder.closeLinger = closeLinger;
        builder.endedAt = endedAt;
        builder.sweepInterval = sweepInterval;
        builder.maxFlows = maxFlows;
        builder.initialCapacity = initialCapacity;
        builder.hashSeed = hashSeed;
        builder.direction = direction;
        builder.rules = rules;
        builder.tcpTimeouts = tcpTimeouts;
        builder.countsPartialGaps = countsPartialGaps;
        builder.ignoresResetsOutOfWindow = ignoresResetsOutOfWindow;
        builder.reassembly = reassembly;
        builder.emergency = emergency;
        builder.memoryBudget = memoryBudget;
        return builder;
    }

    /** How long a TCP flow may be silent before it is over; default 300 s. */
    public Duration tcpIdleTimeout() {
        return tcpIdleTimeout;
    }

    /** How long a UDP flow may be silent before it is over; default 60 s. */
    public Duration udpIdleTimeout() {
        return udpIdleTimeout;
    }

    /** How long a flow that is neither TCP nor UDP may be silent before it is over; default 30 s. */
    public Duration otherIdleTimeout() {
        return otherIdleTimeout;
    }

    /** After how long a flow that goes on is reported, each time anew; empty, the default, for never. */
    public Optional<Duration> activeTimeout() {
        return activeTimeout;
    }

    /**
     * How long the tuple of a closed or reset TCP connection is remembered, counted from the packet that closed it, so
     * that packets that come behind do not open a flow of their own; zero for not at all, default 5 s.
     */
    public Duration closeLinger() {
        return closeLinger;
    }

    /** When the end of a closed or reset connection is told; default {@link EndedAt#CLOSE}. */
    public EndedAt endedAt() {
        return endedAt;
    }

    /**
     * How much packet time passes between two looks for flows that are over; zero for at every packet, default 1 s. It
     * decides how soon an end is told, never whether a flow is over.
     */
    public Duration sweepInterval() {
        return sweepInterval;
    }

    /** The most flows kept, lingering ones included, 1 to {@link Builder#MAX_FLOWS}; default 100 000. */
    public int maxFlows() {
        return maxFlows;
    }

    /**
     * How many flows the table has room for before it first grows, 1 to {@link Builder#MAX_FLOWS}; default 1 024. Never
     * more than {@link #maxFlows} is used. Of meaning only when a tracker is made.
     */
    public int initialCapacity() {
        return initialCapacity;
    }

    /**
     * The seed of the table's hash. Empty, the default, for one from a secure random source, so that nobody can choose
     * packets that collide; fixed for runs that must be repeatable to the last step. Of meaning only when a tracker is
     * made.
     */
    public OptionalLong hashSeed() {
        return hashSeed;
    }

    /** Who is taken for the initiator of a flow; default {@link DirectionPolicy#handshake}. */
    public DirectionPolicy direction() {
        return direction;
    }

    /** By which rules flows are told apart and closed; default {@link TrackingRules#STANDARD}. */
    public TrackingRules rules() {
        return rules;
    }

    /** More timeouts of TCP flows; default {@link TcpTimeouts#NONE}. */
    public TcpTimeouts tcpTimeouts() {
        return tcpTimeouts;
    }

    /**
     * Whether bytes count as missed ({@link Flow#missedBytes}) even if the handshake was not seen on both sides; default
     * false, as there they may never have been sent.
     */
    public boolean countsPartialGaps() {
        return countsPartialGaps;
    }

    /**
     * Whether a RST outside its receiver's window leaves the connection as it is, as RFC 5961, section 3.2 has hosts do; it is
     * counted either way. Default false: every RST resets, as for Zeek.
     */
    public boolean ignoresResetsOutOfWindow() {
        return ignoresResetsOutOfWindow;
    }

    /** How fragments are put together; default {@link Reassembly#DEFAULT}. */
    public Reassembly reassembly() {
        return reassembly;
    }

    /** What a full table does beside evicting what is least recent; default {@link EmergencyPolicy#DEFAULT}, empty: nothing. */
    public Optional<EmergencyPolicy> emergency() {
        return emergency;
    }

    /** How much memory flows may take, a limit beside {@link #maxFlows}; empty, the default, for any. */
    public Optional<MemoryBudget> memoryBudget() {
        return memoryBudget;
    }

    /** Gathers the values of a {@link TrackerConfig}; every setter checks its range. */
    public static final class Builder {
        /** The most flows a tracker can be told to keep. */
        public static final int MAX_FLOWS = 1 << 28;

        private Duration tcpIdleTimeout = Duration.ofMinutes(5);
        private Duration udpIdleTimeout = Duration.ofMinutes(1);
        private Duration otherIdleTimeout = Duration.ofSeconds(30);
        private Optional<Duration> activeTimeout = Optional.empty();
        private Duration closeLinger = Duration.ofSeconds(5);
        private EndedAt endedAt = EndedAt.CLOSE;
        private Duration sweepInterval = Duration.ofSeconds(1);
        private int maxFlows = 100_000;
        private int initialCapacity = 1_024;
        private OptionalLong hashSeed = OptionalLong.empty();
        private DirectionPolicy direction = DirectionPolicy.handshake();
        private TrackingRules rules = TrackingRules.STANDARD;
        private TcpTimeouts tcpTimeouts = TcpTimeouts.NONE;
        private boolean countsPartialGaps;
        private boolean ignoresResetsOutOfWindow;
        private Reassembly reassembly = Reassembly.DEFAULT;
        private Optional<EmergencyPolicy> emergency = Optional.of(EmergencyPolicy.DEFAULT);
        private Optional<MemoryBudget> memoryBudget = Optional.empty();

        private Builder() {}

        /**
         * Sets {@link TrackerConfig#tcpIdleTimeout}.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder tcpIdleTimeout(Duration timeout) {
            this.tcpIdleTimeout = SettingRanges.positive("TCP idle timeout", timeout);
            return this;
        }

        /**
         * Sets {@link TrackerConfig#udpIdleTimeout}.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder udpIdleTimeout(Duration timeout) {
            this.udpIdleTimeout = SettingRanges.positive("UDP idle timeout", timeout);
            return this;
        }

        /**
         * Sets {@link TrackerConfig#otherIdleTimeout}.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder otherIdleTimeout(Duration timeout) {
            this.otherIdleTimeout = SettingRanges.positive("idle timeout of other flows", timeout);
            return this;
        }

        /**
         * Sets {@link TrackerConfig#activeTimeout}.
         *
         * @throws IllegalArgumentException if it is not positive
         */
        public Builder activeTimeout(Duration timeout) {
            this.activeTimeout = Optional.of(SettingRanges.positive("active timeout", timeout));
            return this;
        }

        /** Empties {@link TrackerConfig#activeTimeout}: flows that go on are not reported. */
        public Builder withoutActiveTimeout() {
            this.activeTimeout = Optional.empty();
            return this;
        }

        /**
         * Sets {@link TrackerConfig#closeLinger}; zero is legal.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder closeLinger(Duration linger) {
            this.closeLinger = SettingRanges.notNegative("close linger", linger);
            return this;
        }

        /** Sets {@link TrackerConfig#endedAt}. */
        public Builder endedAt(EndedAt moment) {
            this.endedAt = moment;
            return this;
        }

        /**
         * Sets {@link TrackerConfig#sweepInterval}; zero is legal.
         *
         * @throws IllegalArgumentException if it is negative
         */
        public Builder sweepInterval(Duration interval) {
            this.sweepInterval = SettingRanges.notNegative("sweep interval", interval);
            return this;
        }

        /**
         * Sets {@link TrackerConfig#maxFlows}.
         *
         * @throws IllegalArgumentException if it is not within 1 to {@link #MAX_FLOWS}
         */
        public Builder maxFlows(int limit) {
            this.maxFlows = SettingRanges.flows("limit of flows", limit);
            return this;
        }

        /**
         * Sets {@link TrackerConfig#initialCapacity}.
         *
         * @throws IllegalArgumentException if it is not within 1 to {@link #MAX_FLOWS}
         */
        public Builder initialCapacity(int flows) {
            this.initialCapacity = SettingRanges.flows("initial capacity", flows);
            return this;
        }

        /** Sets {@link TrackerConfig#hashSeed} to a fixed value: anybody who knows it can choose packets that collide. */
        public Builder hashSeed(long seed) {
            this.hashSeed = OptionalLong.of(seed);
            return this;
        }

        /** Sets {@link TrackerConfig#direction}. */
        public Builder direction(DirectionPolicy policy) {
            this.direction = policy;
            return this;
        }

        /** Sets {@link TrackerConfig#rules}. */
        public Builder rules(TrackingRules trackingRules) {
            this.rules = trackingRules;
            return this;
        }

        /** Sets {@link TrackerConfig#tcpTimeouts}. */
        public Builder tcpTimeouts(TcpTimeouts timeouts) {
            this.tcpTimeouts = timeouts;
            return this;
        }

        /** Sets {@link TrackerConfig#ignoresResetsOutOfWindow}. */
        public Builder ignoresResetsOutOfWindow(boolean ignores) {
            this.ignoresResetsOutOfWindow = ignores;
            return this;
        }

        /** Sets {@link TrackerConfig#countsPartialGaps}. */
        public Builder countsPartialGaps(boolean counts) {
            this.countsPartialGaps = counts;
            return this;
        }

        /** Sets {@link TrackerConfig#reassembly}. */
        public Builder reassembly(Reassembly newReassembly) {
            this.reassembly = newReassembly;
            return this;
        }

        /** Sets {@link TrackerConfig#emergency}. */
        public Builder emergency(EmergencyPolicy policy) {
            this.emergency = Optional.of(policy);
            return this;
        }

        /** Empties {@link TrackerConfig#emergency}: eviction is by exact recency, and timeouts stay as they are. */
        public Builder withoutEmergency() {
            this.emergency = Optional.empty();
            return this;
        }

        /** Sets {@link TrackerConfig#memoryBudget}. */
        public Builder memoryBudget(MemoryBudget budget) {
            this.memoryBudget = Optional.of(budget);
            return this;
        }

        /** The configuration of these values. */
        public TrackerConfig build() {
            return new TrackerConfig(this);
        }
    }
}
