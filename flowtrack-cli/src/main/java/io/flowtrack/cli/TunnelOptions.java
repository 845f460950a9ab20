package io.flowtrack.cli;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.TunnelType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which tunnels are looked into. */
final class TunnelOptions {
    @Option(
            names = "--tunnel-depth",
            paramLabel = "N",
            description =
                    "Look into as many tunnels in one another, 0 to 16 (default: 4); 0 for not at all. The flow is that"
                            + " of the innermost packet, but for --format zeek, which has the datagrams around it, too.")
    private Optional<Integer> depth = Optional.empty();

    @Option(names = "--outer-flows", description = "Packets that carry others have flows of their own, too.")
    private boolean hasOuterFlows;

    @Option(
            names = "--tunnel-ports",
            paramLabel = "TYPE=PORTS",
            description =
                    "Expect a tunnel on these UDP ports and no others, for example vxlan=4789,8472; may be given several"
                            + " times. Types: vxlan, vxlan_gpe, geneve, gtp_u, teredo, l2tp, ayiya, gre. Without PORTS (vxlan=)"
                            + " that type is not looked for.")
    private Map<String, String> ports = Map.of();

    /**
     * What is looked into, for packets taken as the format wants them.
     *
     * @throws BadUsage if a value is out of its range
     */
    Decapsulation decapsulation(Format format) {
        Decapsulation settings = format.isZeek() ? Decapsulation.zeek() : Decapsulation.defaults();
        try {
            if (depth.isPresent()) {
                settings = settings.withMaxDepth(depth.get());
            }
            for (Map.Entry<String, String> entry : ports.entrySet()) {
                TunnelType type = TunnelType.valueOf(entry.getKey().toUpperCase(Locale.ROOT));
                settings = settings.withPorts(type, numbers(entry.getValue()));
            }
        } catch (IllegalArgumentException e) {
            throw new BadUsage("tunnels: " + e.getMessage());
        }
        return hasOuterFlows ? settings.withOuterFlows() : settings;
    }

    private static int[] numbers(String list) {
        return list.isEmpty()
                ? new int[0]
                : Arrays.stream(list.split(",", -1)).mapToInt(Integer::parseInt).toArray();
    }
}
