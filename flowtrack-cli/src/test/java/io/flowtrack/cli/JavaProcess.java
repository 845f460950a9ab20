package io.flowtrack.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command in a process of its own, for what one process cannot show. */
final class JavaProcess {
    /** Since this release Java warns of native code that was not asked for. */
    private static final int FIRST_TO_WARN = 24;

    private JavaProcess() {}

    /** A command line that runs the main method of that class. */
    static List<String> commandLine(List<String> javaOptions, Class<?> main, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
        if (Runtime.version().feature() >= FIRST_TO_WARN) {
            line.add("--enable-native-access=ALL-UNNAMED"); // as the jar's manifest says
        }
        line.addAll(javaOptions);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        line.addAll(List.of(arguments));
        return line;
    }

    /** Runs the command to its end. */
    static CommandRun run(List<String> javaOptions, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(commandLine(javaOptions, Main.class, arguments)).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new CommandRun(process.waitFor(), out, err);
    }
}
