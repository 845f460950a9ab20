package io.flowtrack.cli;

import io.flowtrack.api.LinkType;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** The command above the commands: it has help and a version, and nothing to do itself. */
@Command(
        name = "flowtrack",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Turns packets into flows.",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:everything was read and written",
            "1:a capture is damaged, or it or an interface cannot be read; what could be read of it is in the output, and the captures behind"
                    + " it are read too",
            "2:the command line is wrong, or the output cannot be written",
            "3:something unexpected; -v or FLOWTRACK_DEBUG=1 shows where",
            "141:whoever read the output went away"
        },
        footer = {"", "'flowtrack COMMAND --help' says more about a command."})
final class FlowtrackCommand {
    /** Runs a command line to its end and returns the exit status; throws nothing. */
    static int run(Surroundings surroundings, String... arguments) {
        Complaints complaints = new Complaints(surroundings);
        CommandLine line = new CommandLine(new FlowtrackCommand());
        commands(surroundings, arguments).forEach(command -> line.addSubcommand(new CommandLine(command)));
        line.registerConverter(Duration.class, new DurationConverter())
                .registerConverter(LinkType.class, LinkType::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setColorScheme(Help.defaultColorScheme(surroundings.colour() ? Ansi.ON : Ansi.OFF))
                .setExecutionStrategy(FlowtrackCommand::execute)
                .setParameterExceptionHandler(complaints)
                .setExecutionExceptionHandler(complaints)
                .setOut(utf8(surroundings.out()))
                .setErr(utf8(surroundings.err()));
        try {
            return line.execute(arguments);
        } catch (OutOfMemoryError e) {
            complaints.say("out of memory: keep fewer flows (--max-flows) or give Java more (-Xmx)");
        } catch (VirtualMachineError e) {
            complaints.say("unexpected error: " + e);
        }
        return ExitStatus.UNEXPECTED;
    }

    /** The one that is meant where that is plain, else all: to find the options of one takes some ten milliseconds. */
    private static List<Object> commands(Surroundings surroundings, String... arguments) {
        return switch (arguments.length == 0 ? "" : arguments[0]) {
            case "flows" -> List.of(new FlowsCommand(surroundings));
            case "events" -> List.of(new EventsCommand(surroundings));
            case "stats" -> List.of(new StatsCommand(surroundings));
            case "live" -> List.of(new LiveCommand(surroundings));
            default ->
                List.of(
                        new FlowsCommand(surroundings),
                        new EventsCommand(surroundings),
                        new StatsCommand(surroundings),
                        new LiveCommand(surroundings));
        };
    }

    private static int execute(ParseResult line) {
        Integer helped = CommandLine.executeHelpRequest(line);
        if (helped != null) {
            return helped;
        }
        if (line.hasSubcommand()) {
            PointlessOptions.refuse(line.subcommand());
        }
        return new RunLast().execute(line);
    }

    private static PrintWriter utf8(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
