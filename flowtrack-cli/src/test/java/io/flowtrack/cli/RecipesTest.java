package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of the README, copied and run in a folder that looks like the repository; they print what is shown. */
@EnabledOnOs(OS.LINUX)
class RecipesTest {
    private static final Pattern RECIPE = Pattern.compile(
            "<!-- recipe (\\S+) -->\n```\\w+\n(.*?)```\n(?:<!-- output -->\n```\n(.*?)```\n)?", Pattern.DOTALL);

    /** Runs the test methods of a class, in a process that stands where the recipe expects to. */
    private static final String RUNNER = """
            public class Runner {
                public static void main(String[] arguments) throws Exception {
                    var type = Class.forName(arguments[0]);
                    var maker = type.getDeclaredConstructor();
                    maker.setAccessible(true);
                    for (var method : type.getDeclaredMethods()) {
                        if (method.isAnnotationPresent(org.junit.jupiter.api.Test.class)) {
                            method.setAccessible(true);
                            method.invoke(maker.newInstance());
                            System.out.println("passed");
                        }
                    }
                }
            }
            """;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createSymbolicLink(folder.resolve("testdata"), Project.root().resolve("testdata"));
        script("flowtrack", Main.class.getName());
        script("java", "");
    }

    /** What runs Java with the class path of this build, instead of that of a jar which is not built yet, and the folder's classes. */
    private void script(String name, String main) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        String text = "#!/bin/bash\n[[ ${1:-} != -cp ]] || shift 2\nexec '" + java + "' -cp '" + classPath() + "' "
                + main + " \"$@\"\n";
        Path file = Files.writeString(folder.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String classPath() {
        return folder + ":" + System.getProperty("java.class.path");
    }

    private static List<MatchResult> recipes() throws IOException {
        String readme = Files.readString(Project.root().resolve("README.md"));
        return RECIPE.matcher(readme).results().toList();
    }

    @Test
    void theyPrintWhatIsShown() throws IOException, InterruptedException {
        int shellCount = 0;
        for (MatchResult recipe : recipes()) {
            if (recipe.group(1).endsWith(".java")) {
                compile(recipe.group(1), recipe.group(2));
            } else {
                shellCount++;
                boolean needsPython = recipe.group(2).contains("python3");
                if (!needsPython || run("command -v python3").status() == 0) {
                    CommandRun run = run(recipe.group(2));
                    assertThat(run.err()).as(recipe.group(2)).isEmpty();
                    assertThat(run.status()).isZero();
                    assertThat(run.out()).isEqualTo(String.valueOf(recipe.group(3)));
                }
            }
        }
        assertThat(shellCount).isGreaterThanOrEqualTo(4);
    }

    @Test
    void unitTestsOfItPass() throws IOException, InterruptedException {
        List<String> tests = new ArrayList<>();
        for (MatchResult recipe : recipes()) {
            if (recipe.group(1).endsWith("Test.java")) {
                compile(recipe.group(1), recipe.group(2));
                tests.add(recipe.group(1).replace(".java", ""));
            }
        }
        assertThat(tests).isNotEmpty();
        compile("Runner.java", RUNNER);
        for (String test : tests) {
            CommandRun run = run("java Runner " + test);
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).isEqualTo("passed\n");
        }
    }

    private void compile(String name, String source) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        assumeTrue(compiler != null, "this Java has no compiler");
        Path file = Files.writeString(folder.resolve(name), source);
        int status = compiler.run(
                null, null, null, "-proc:none", "-cp", classPath(), "-d", folder.toString(), file.toString());
        assertThat(status).as(name).isZero();
    }

    /** Runs lines of a shell in the folder, where {@code java} and {@code ./flowtrack} are those of this build. */
    private CommandRun run(String lines) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", lines).directory(folder.toFile());
        builder.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
        Path err = folder.resolve("stderr");
        Process process = builder.redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new CommandRun(process.exitValue(), out, Files.readString(err));
    }
}
