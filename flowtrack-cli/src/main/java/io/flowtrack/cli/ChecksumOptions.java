package io.flowtrack.cli;

import io.flowtrack.api.Decapsulation;
import io.flowtrack.api.FlowExtractor;
import io.flowtrack.api.IpNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say whose checksums are verified. */
final class ChecksumOptions {
    @Option(
            names = "--verify-checksums",
            description = "Verify the checksums of IPv4, TCP, UDP and ICMP, and pass over packets with a wrong one;"
                    + " --format zeek does so without being asked to.")
    private boolean verifiesChecksums;

    @Option(names = "-C", description = "Do not verify checksums.")
    private boolean ignoresChecksums;

    @Option(
            names = "--ignore-checksums-from",
            paramLabel = "NET",
            description =
                    "Verify checksums, but not of packets whose source is in this network (192.168.0.0/16); may be"
                            + " given several times. For captures from hosts whose network card computes checksums.")
    private List<String> networks = List.of();

    /** An extractor of that key, for packets taken as the format wants them. */
    FlowExtractor<?> extractor(KeyChoice key, Format format, Decapsulation tunnels) {
        boolean isZeek = format.isZeek();
        boolean verifies = !ignoresChecksums && (isZeek || verifiesChecksums || !networks.isEmpty());
        return key.extractor(isZeek, tunnels, verifies ? Optional.of(unverified()) : Optional.empty());
    }

    private List<IpNetwork> unverified() {
        List<IpNetwork> unverified = new ArrayList<>();
        for (String network : networks) {
            try {
                unverified.add(IpNetwork.parse(network));
            } catch (IllegalArgumentException e) {
                throw new BadUsage("--ignore-checksums-from: " + e.getMessage());
            }
        }
        return unverified;
    }
}
