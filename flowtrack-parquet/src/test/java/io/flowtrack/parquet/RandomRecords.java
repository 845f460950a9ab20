package io.flowtrack.parquet;

import io.flowtrack.api.FiveTuple;
import io.flowtrack.api.FlowRecord;
import io.flowtrack.api.FlowScope;
import io.flowtrack.api.HostPair;
import io.flowtrack.api.IpAddress;
import io.flowtrack.api.MacAddress;
import io.flowtrack.api.MacPair;
import io.flowtrack.api.Tunnel;
import io.flowtrack.api.TunnelType;
import io.flowtrack.api.VlanIds;
import io.flowtrack.export.FlowNumbered;
import java.io.Serializable;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records of whatever a record can hold, the largest and the missing more often than they would be by chance. */
final class RandomRecords {
    private static final long[] EXTREMES = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE + 1};
    /** The last nanosecond of all is infinity to DuckDB. */
    private static final long[] EXTREME_TIMES = {0, 1, -1, Long.MAX_VALUE - 1, -9_000_000_000_000_000_000L};

    private static final int[] PROTOCOLS = {1, 6, 17, 47, 58, 132, 136, 255};
    private static final List<TunnelType> TYPES = List.of(TunnelType.values());
    private static final int VLANS = 4096;
    private static final Set<String> NULLABLE = Set.of("endReason", "tcpAnalysis", "userState");

    private final Random random;
    private final boolean hasExtremes;
    private long flowNumber;

    RandomRecords(long seed) {
        this(seed, /* hasExtremes= */ true);
    }

    private RandomRecords(long seed, boolean hasExtremes) {
        this.random = new Random(seed);
        this.hasExtremes = hasExtremes;
    }

    /** Numbers that can be added up in 64 bits. */
    static RandomRecords withoutExtremes(long seed) {
        return new RandomRecords(seed, /* hasExtremes= */ false);
    }

    private record Numbered(long flowNumber) implements FlowNumbered {}

    List<FlowRecord<?>> list(int count) {
        List<FlowRecord<?>> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(next());
        }
        return records;
    }

    FlowRecord<?> next() {
        flowNumber++;
        return make(FlowRecord.class);
    }

    /** A record with random components, whatever they are. */
    private <T> T make(Class<T> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types = new Class<?>[components.length];
            @Nullable Object[] values = new Object[components.length];
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                boolean isMissing = NULLABLE.contains(components[i].getName()) && random.nextInt(4) == 0;
                boolean isTime =
                        type == FlowRecord.class && components[i].getName().endsWith("Nanos");
                values[i] = isMissing ? null : isTime ? Long.valueOf(number(EXTREME_TIMES)) : value(types[i]);
            }
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private Object value(Class<?> type) {
        if (type == long.class) {
            return number(EXTREMES);
        }
        if (type == int.class) {
            return random.nextInt(3) == 0 ? -1 : random.nextInt(Integer.MAX_VALUE);
        }
        if (type == boolean.class) {
            return random.nextBoolean();
        }
        if (type == String.class) {
            return "ShAD\"a,dFf^".substring(0, random.nextInt(12));
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
        }
        if (type == List.class) {
            return tunnels();
        }
        if (type == VlanIds.class) {
            return VlanIds.of(random.nextInt(VLANS), random.nextInt(2) * 7);
        }
        if (type == Serializable.class) {
            return new Numbered(flowNumber);
        }
        return type == Object.class ? key() : make(type);
    }

    private long number(long[] extremes) {
        return hasExtremes && random.nextInt(4) == 0
                ? extremes[random.nextInt(extremes.length)]
                : random.nextLong() >>> (24 + random.nextInt(40));
    }

    private Object key() {
        return switch (random.nextInt(8)) {
            case 0 -> new HostPair(address(), address());
            case 1 -> new MacPair(new MacAddress(random.nextLong() >>> 16), new MacAddress(0));
            default -> tuple();
        };
    }

    private FiveTuple tuple() {
        int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
        boolean isIpv4 = random.nextBoolean();
        FiveTuple tuple = FiveTuple.of(protocol, address(isIpv4), port(), address(isIpv4), port());
        return switch (random.nextInt(3)) {
            case 0 -> tuple.in(new FlowScope(random.nextInt(VLANS), 0));
            case 1 -> tuple.in(new FlowScope(1 + random.nextInt(VLANS - 1), random.nextInt(VLANS)));
            default -> tuple;
        };
    }

    private int port() {
        return random.nextBoolean() ? 0xFFFF : random.nextInt(0x100);
    }

    private IpAddress address() {
        return address(random.nextBoolean());
    }

    private IpAddress address(boolean isIpv4) {
        return isIpv4
                ? IpAddress.ofIpv4(random.nextInt())
                : IpAddress.ofIpv6(random.nextLong(), random.nextInt(3) == 0 ? 0 : random.nextLong());
    }

    private List<Tunnel> tunnels() {
        List<Tunnel> tunnels = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            TunnelType type = TYPES.get(random.nextInt(TYPES.size()));
            boolean isOverIp = type.isOverIp();
            tunnels.add(new Tunnel(
                    type,
                    isOverIp ? address() : null,
                    isOverIp ? address() : null,
                    random.nextBoolean() ? Tunnel.NO_ID : random.nextInt() & 0xFFFF_FFFFL));
        }
        return tunnels;
    }
}
