package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code flowtrack}, with a jar of one class that says what it was given. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a bash script")
@Timeout(60)
class LauncherTest {
    /** Stands in for the command. */
    static final class Echo {
        private Echo() {}

        /** Prints its arguments and a property. */
        public static void main(String[] arguments) {
            System.out.println(String.join(" ", arguments) + " " + System.getProperty("word"));
        }
    }

    @TempDir
    Path home = Path.of("");

    private Path target = Path.of("");

    @BeforeEach
    void install() throws IOException {
        target = Files.createDirectories(home.resolve("flowtrack-cli/target"));
        Files.copy(Project.root().resolve("flowtrack"), home.resolve("flowtrack"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
        String entry = Echo.class.getName().replace('.', '/') + ".class";
        try (OutputStream file = Files.newOutputStream(target.resolve("flowtrack.jar"));
                JarOutputStream jar = new JarOutputStream(file, manifest);
                InputStream code = Objects.requireNonNull(Echo.class.getResourceAsStream("/" + entry))) {
            jar.putNextEntry(new ZipEntry(entry));
            code.transferTo(jar);
        }
        // what a build leaves: the jar is as old as the start of the build
        Files.setLastModifiedTime(target.resolve("flowtrack.jar"), FileTime.fromMillis(1_700_000_000_000L));
    }

    private CommandRun run(String javaOptions, String... arguments) throws IOException, InterruptedException {
        List<String> line = Stream.concat(
                        Stream.of("bash", home.resolve("flowtrack").toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment()
                .putAll(Map.of("FLOWTRACK_JAVA_OPTS", javaOptions, "JAVA_HOME", System.getProperty("java.home")));
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new CommandRun(process.exitValue(), out, err);
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().contains(".jsa")).toList();
        }
    }

    @Test
    void theFirstRunArchivesClassesAndLaterRunsUseThem() throws Exception {
        CommandRun expected = new CommandRun(0, "a b null\n", "");
        assertThat(run("", "a", "b")).isEqualTo(expected);
        assertThat(archives())
                .singleElement()
                .satisfies(archive -> assertThat(archive).isNotEmptyFile());
        assertThat(run("", "a", "b")).isEqualTo(expected);
        assertThat(run("-Xlog:class+load").outLines())
                .anyMatch(line -> line.contains(Echo.class.getName()) && line.endsWith("source: shared objects file"));
    }

    @Test
    void anArchiveThatDoesNotFitIsNotUsedAndNotSpokenOf() throws Exception {
        CommandRun first = run("", "a");
        Path archive = archives().get(0);
        for (byte[] content : List.of(new byte[0], new byte[10_000])) {
            Files.delete(archive);
            Files.write(archive, content);
            assertThat(run("", "a")).isEqualTo(first);
            assertThat(archive).hasBinaryContent(content);
        }
    }

    @Test
    void anArchiveOlderThanTheJarIsMadeAnew() throws Exception {
        run("");
        Path archive = archives().get(0);
        Files.delete(archive);
        Files.write(archive, new byte[1]);
        Files.setLastModifiedTime(archive, FileTime.fromMillis(1_600_000_000_000L));
        run("");
        assertThat(archives()).containsExactly(archive);
        assertThat(Files.size(archive)).isGreaterThan(1);
    }

    @Test
    void whatTheUserTellsJavaWins() throws Exception {
        assertThat(run("-Dword=yes", "a")).isEqualTo(new CommandRun(0, "a yes\n", ""));
        assertThat(run("-Xlog:gc").out()).contains("Using Parallel");
        assertThat(run("-Xlog:gc -XX:+UseSerialGC").out()).contains("Using Serial");
    }
}
