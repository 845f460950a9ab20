package io.flowtrack.bench.traffic;

import io.flowtrack.api.LinkType;
import io.flowtrack.api.PacketView;
import io.flowtrack.pcap.PcapWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the first packets of a workload to a capture file. */
@Command(
        name = "generate",
        description = "Writes the first packets of a workload to a capture file: the same as benchmarks track.",
        mixinStandardHelpOptions = true)
public final class GenerateCommand implements Callable<Integer> {
    @Option(
            names = "--workload",
            required = true,
            converter = WorkloadName.class,
            paramLabel = "NAME",
            description = "round-robin, shuffled, skewed, turnover or growth.")
    private Workload workload = Workload.ROUND_ROBIN;

    @Option(
            names = "--flows",
            required = true,
            paramLabel = "N",
            description = "How many flows there are, for turnover how many live at once.")
    private int flows;

    @Option(names = "--packets", required = true, paramLabel = "N", description = "How many packets to write.")
    private long packets;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of all that is random, 1 if not given.")
    private long seed = 1;

    @Parameters(paramLabel = "OUT.pcap", description = "The file, which is made or written anew.")
    private Path file = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private static final class WorkloadName implements CommandLine.ITypeConverter<Workload> {
        @Override
        public Workload convert(String name) {
            return Arrays.stream(Workload.values())
                    .filter(workload -> workload.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            name + " is none of " + Arrays.toString(Workload.values())));
        }
    }

    /** Made by the command line. */
    public GenerateCommand() {}

    @Override
    public Integer call() throws IOException {
        PacketGenerator generator;
        try {
            generator = new PacketGenerator(workload, flows, seed);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        write(generator, packets, file);
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%s: %d packets of %s traffic, %d bytes%n", file, packets, workload, Files.size(file));
        out.flush();
        return 0;
    }

    /** Writes that many packets of a generator. */
    public static void write(PacketGenerator generator, long packets, Path file) throws IOException {
        try (PcapWriter writer = PcapWriter.create(file, LinkType.ETHERNET)) {
            for (long i = 0; i < packets; i++) {
                PacketView packet = generator.next();
                writer.write(packet);
            }
        }
    }
}
