package io.flowtrack.api;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Which tunnels are looked into, on which ports, and how deep. Immutable.
 *
 * <p>A port is that of either side of a datagram. What is found there is looked into only if it is what the port promises
 * and carries an IP packet; otherwise the datagram is what it was.
 */
public final class Decapsulation {
    /** The most tunnels in one another that can be asked for. */
    public static final int MAX_DEPTH = 16;
    /** How many tunnels in one another are looked into where nothing else is said. */
    public static final int DEFAULT_DEPTH = 4;

    private static final int MAX_PORT = 0xFFFF;
    private static final Decapsulation DEFAULTS = new Decapsulation(DEFAULT_DEPTH, false, usualPorts());
    private static final Decapsulation NONE = new Decapsulation(0, false, Map.of());

    private final int maxDepth;
    private final boolean hasOuterFlows;
    private final Map<Integer, TunnelType> ports;

    private Decapsulation(int maxDepth, boolean hasOuterFlows, Map<Integer, TunnelType> ports) {
        this.maxDepth = maxDepth;
        this.hasOuterFlows = hasOuterFlows;
        this.ports = ports;
    }

    private static Map<Integer, TunnelType> usualPorts() {
        Map<Integer, TunnelType> ports = new TreeMap<>();
        ports.put(1701, TunnelType.L2TP);
        ports.put(2123, TunnelType.GTP_U);
        ports.put(2152, TunnelType.GTP_U);
        ports.put(3544, TunnelType.TEREDO);
        ports.put(4754, TunnelType.GRE);
        ports.put(4789, TunnelType.VXLAN);
        ports.put(4790, TunnelType.VXLAN_GPE);
        ports.put(5072, TunnelType.AYIYA);
        ports.put(6081, TunnelType.GENEVE);
        ports.put(8472, TunnelType.VXLAN);
        return ports;
    }

    /**
     * All tunnels, {@value #DEFAULT_DEPTH} deep, innermost flows only. UDP ports: L2TP 1701, GTP-U 2152 and 2123, Teredo 3544,
     * GRE 4754, VXLAN 4789 and 8472, VXLAN-GPE 4790, AYIYA 5072, GENEVE 6081.
     */
    public static Decapsulation defaults() {
        return DEFAULTS;
    }

    /** Those that Zeek looks into, {@value #DEFAULT_DEPTH} deep: no L2TP, no VXLAN-GPE, and VXLAN on port 4789 alone. */
    public static Decapsulation zeek() {
        return DEFAULTS.withPorts(TunnelType.VXLAN, 4789)
                .withPorts(TunnelType.VXLAN_GPE)
                .withPorts(TunnelType.L2TP);
    }

    /** No tunnel: the outermost packet counts. */
    public static Decapsulation none() {
        return NONE;
    }

    /**
     * The same to another depth.
     *
     * @param depth tunnels in one another, 0 to {@value #MAX_DEPTH}
     * @throws IllegalArgumentException if it is out of range
     */
    public Decapsulation withMaxDepth(int depth) {
        if (depth < 0 || depth > MAX_DEPTH) {
            throw new IllegalArgumentException("tunnel depth " + depth + " is not within 0 to " + MAX_DEPTH);
        }
        return new Decapsulation(depth, hasOuterFlows, ports);
    }

    /** The same, with a flow for each packet on the way in: a packet in a tunnel then counts in two flows or more. */
    public Decapsulation withOuterFlows() {
        return new Decapsulation(maxDepth, true, ports);
    }

    /**
     * The same with that type on these UDP ports, and no others.
     *
     * @param type one that is {@linkplain TunnelType#isOverUdp over UDP}, or {@link TunnelType#GRE}
     * @param numbers from 0 to 65535; what was expected there before is not any more. None for not at all
     * @throws IllegalArgumentException if the type has no ports, or a port is out of range
     */
    public Decapsulation withPorts(TunnelType type, int... numbers) {
        if (!type.isOverUdp() && type != TunnelType.GRE) {
            throw new IllegalArgumentException(type + " has no UDP ports");
        }
        Map<Integer, TunnelType> changed = new TreeMap<>(ports);
        changed.values().removeIf(other -> other == type);
        Arrays.stream(numbers).forEach(port -> changed.put(checked(port), type));
        return new Decapsulation(maxDepth, hasOuterFlows, changed);
    }

    private static int checked(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port);
        }
        return port;
    }

    /** How many tunnels in one another are looked into, 0 to {@value #MAX_DEPTH}. */
    public int maxDepth() {
        return maxDepth;
    }

    /** Whether the packets that carry others have flows, too. */
    public boolean hasOuterFlows() {
        return hasOuterFlows;
    }

    /** What is expected on which UDP port; a copy. */
    public Map<Integer, TunnelType> ports() {
        return new TreeMap<>(ports);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decapsulation that
                && maxDepth == that.maxDepth
                && hasOuterFlows == that.hasOuterFlows
                && ports.equals(that.ports);
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxDepth, hasOuterFlows, ports);
    }

    /** Depth, ports by type, and whether there are outer flows. */
    @Override
    public String toString() {
        Map<TunnelType, String> byType = new EnumMap<>(TunnelType.class);
        ports.forEach((port, type) -> byType.merge(type, String.valueOf(port), (a, b) -> a + "," + b));
        return "tunnels to depth " + maxDepth + " on " + byType + (hasOuterFlows ? ", with outer flows" : "");
    }
}
