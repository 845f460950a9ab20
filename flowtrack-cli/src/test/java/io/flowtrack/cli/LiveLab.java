package io.flowtrack.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Two network namespaces joined by a cable, with nothing else in reach: a client, 192.0.2.1, and a server, 192.0.2.2. All
 * that was started in them ends when it is closed.
 */
final class LiveLab {
    private static final int PATIENCE_SECONDS = 30;

    private final String client = "ftlive-c-" + ProcessHandle.current().pid();
    private final String server = "ftlive-s-" + ProcessHandle.current().pid();
    private final List<Process> started = Collections.synchronizedList(new ArrayList<>());

    /** Why there cannot be a lab here; empty if there can. */
    static String obstacle() throws IOException, InterruptedException {
        List<String> missing = Installed.missing("ip", "tcpdump", "env", "ping");
        if (!missing.isEmpty()) {
            return "not installed: " + missing;
        }
        if (!Installed.libpcap()) {
            return "libpcap is not installed";
        }
        String name = "ftlive-t-" + ProcessHandle.current().pid();
        boolean isAllowed = exitStatus("ip", "netns", "add", name) == 0;
        if (isAllowed) {
            run("ip", "netns", "delete", name);
        }
        return isAllowed ? "" : "no right to make network namespaces";
    }

    /** Makes the namespaces and joins them. */
    void build() throws IOException, InterruptedException {
        run("ip", "netns", "add", client);
        run("ip", "netns", "add", server);
        for (String name : List.of(client, server)) {
            // no IPv6, and so no traffic but the test's own
            inside(name, "sh", "-c", "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6")
                    .waitFor();
        }
        run("ip", "link", "add", "eth0", "netns", client, "type", "veth", "peer", "name", "eth0", "netns", server);
        run("ip", "-n", client, "address", "add", "192.0.2.1/24", "dev", "eth0");
        run("ip", "-n", server, "address", "add", "192.0.2.2/24", "dev", "eth0");
        for (String name : List.of(client, server)) {
            run("ip", "-n", name, "link", "set", "lo", "up");
            run("ip", "-n", name, "link", "set", "eth0", "up");
        }
    }

    /** Starts a command at the client. */
    Process atClient(List<String> line) throws IOException {
        return inside(client, line.toArray(String[]::new));
    }

    /** Starts a command at the server. */
    Process atServer(List<String> line) throws IOException {
        return inside(server, line.toArray(String[]::new));
    }

    /** SIGINT is ignored by whoever was started in the background of a script, unless it is told not to. */
    private Process inside(String name, String... line) throws IOException {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name, "env", "--default-signal=INT"));
        all.addAll(List.of(line));
        Process process = new ProcessBuilder(all).start();
        started.add(process);
        return process;
    }

    /** Sends a signal by its name, such as INT, and waits for the end; returns the exit status. */
    static int end(Process process, String signal) throws IOException, InterruptedException {
        signal(process, signal);
        return status(process);
    }

    /** Sends a signal by its name. */
    static void signal(Process process, String signal) throws IOException, InterruptedException {
        run("kill", "-" + signal, Long.toString(process.pid()));
    }

    /** Waits for the end; returns the exit status. */
    static int status(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("goes on: " + process.info().commandLine());
        }
        return process.exitValue();
    }

    /** Waits until a capture says that it listens. */
    static Process listening(Process capture) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = capture.errorReader().readLine();
                line != null;
                line = capture.errorReader().readLine()) {
            if (line.contains("listening on eth0")) {
                return capture;
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("it does not listen: " + said);
    }

    private static void run(String... line) throws IOException, InterruptedException {
        int status = exitStatus(line);
        if (status != 0) {
            throw new IOException(String.join(" ", line) + ": status " + status);
        }
    }

    private static int exitStatus(String... line) throws IOException, InterruptedException {
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Ends everything and takes the namespaces away. */
    void close() throws IOException, InterruptedException {
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
        exitStatus("ip", "netns", "delete", client);
        exitStatus("ip", "netns", "delete", server);
    }
}
