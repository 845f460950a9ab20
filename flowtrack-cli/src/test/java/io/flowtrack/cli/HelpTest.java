package io.flowtrack.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HelpTest {
    @Test
    void everyCommandHasHelp() {
        for (String[] line : new String[][] {
            {"--help"}, {"flows", "--help"}, {"events", "-h"}, {"live", "--help"}, {"stats", "--help"}
        }) {
            CommandRun run = CommandRun.of(line);
            assertThat(run.status()).isZero();
            assertThat(run.out()).startsWith("Usage: flowtrack").doesNotContain("\u001b", "${");
            assertThat(run.outLines()).allMatch(text -> text.length() <= 80);
            assertThat(run.err()).isEmpty();
        }
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        CommandRun run = CommandRun.of("--version");
        assertThat(run.status()).isZero();
        assertThat(run.out()).matches("flowtrack \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\\R");
    }

    @Test
    void theHelpOfFlowsNamesAllFormatsAndKeys() {
        String help = CommandRun.of("flows", "--help").out();
        assertThat(Format.values()).allSatisfy(format -> assertThat(help).contains(format + ":"));
        assertThat(KeyChoice.values()).allSatisfy(key -> assertThat(help).contains(key + ":"));
    }
}
