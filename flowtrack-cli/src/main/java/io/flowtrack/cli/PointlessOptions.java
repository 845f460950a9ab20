package io.flowtrack.cli;

import io.flowtrack.api.OverlapPolicy;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Options that can change nothing beside others. They are refused, so that nobody believes that they did; an option that asks
 * for what happens anyway is not.
 */
final class PointlessOptions {
    private static final String KEY = "--key";
    private static final String FORMAT = "--format";
    private static final String TUNNEL_DEPTH = "--tunnel-depth";
    private static final String COMMUNITY_ID = "--community-id";
    private static final String COMMUNITY_ID_SEED = "--community-id-seed";
    private static final String FRAGMENT_POLICY = "--fragment-policy";

    /** What only a flow of one transport protocol has: connections, ports, datagrams that must be whole. */
    private static final List<String> ABOUT_TRANSPORT = List.of(
            "--idle-tcp",
            "--idle-udp",
            "--close-linger",
            "--server-ports",
            "--report-gaps-for-partial",
            "--ignore-resets-out-of-window",
            FRAGMENT_POLICY,
            "--fragment-timeout",
            "--outer-flows");

    private static final Predicate<ParseResult> IS_MACS = has(KEY, KeyChoice.MACS);
    private static final Predicate<ParseResult> IS_ZEEK = has(FORMAT, Format.ZEEK);
    private static final Predicate<ParseResult> IS_ZEEK_JSON = has(FORMAT, Format.ZEEK_JSON);
    private static final Predicate<ParseResult> IS_EVE = has(FORMAT, Format.EVE);
    private static final Predicate<ParseResult> IS_IPFIX = has(FORMAT, Format.IPFIX);
    private static final Predicate<ParseResult> HAS_DEPTH_0 = has(TUNNEL_DEPTH, Optional.of(0));
    private static final Predicate<ParseResult> HAS_USUAL_POLICY = has(FRAGMENT_POLICY, OverlapPolicy.FIRST);

    private static final List<Rule> RULES = List.of(
            new Rule("--key macs", IS_MACS, ABOUT_TRANSPORT),
            new Rule("--key macs", IS_MACS, List.of("--tunnel-ports")),
            new Rule("--key macs", IS_MACS.and(HAS_DEPTH_0.negate()), List.of(TUNNEL_DEPTH)),
            new Rule("--key hosts", has(KEY, KeyChoice.HOSTS), ABOUT_TRANSPORT),
            new Rule("--format zeek", IS_ZEEK, List.of("--active-timeout")),
            new Rule("--format zeek", IS_ZEEK.and(HAS_USUAL_POLICY.negate()), List.of(FRAGMENT_POLICY)),
            new Rule("--format zeek-json", IS_ZEEK_JSON, List.of("--active-timeout")),
            new Rule("--format zeek-json", IS_ZEEK_JSON.and(HAS_USUAL_POLICY.negate()), List.of(FRAGMENT_POLICY)),
            new Rule("--format eve", IS_EVE, List.of("--active-timeout")),
            new Rule(
                    "--format table",
                    has(FORMAT, Format.TABLE),
                    List.of("--report-gaps-for-partial", COMMUNITY_ID, COMMUNITY_ID_SEED)),
            Rule.seedWithoutIds("--format zeek", IS_ZEEK),
            Rule.seedWithoutIds("--format zeek-json", IS_ZEEK_JSON),
            Rule.seedWithoutIds("--format eve", IS_EVE),
            new Rule("--key macs", IS_MACS, List.of(COMMUNITY_ID, COMMUNITY_ID_SEED)),
            new Rule("--key hosts", has(KEY, KeyChoice.HOSTS), List.of(COMMUNITY_ID, COMMUNITY_ID_SEED)),
            new Rule(
                    "another --format than ipfix",
                    IS_IPFIX.negate(),
                    List.of(
                            IpfixOptions.COLLECTOR,
                            IpfixOptions.DOMAIN,
                            IpfixOptions.MESSAGE_SIZE,
                            IpfixOptions.TEMPLATE_REFRESH)),
            new Rule("--format ipfix", IS_IPFIX, List.of("--report-gaps-for-partial", COMMUNITY_ID, COMMUNITY_ID_SEED)),
            Rule.beside(IpfixOptions.COLLECTOR, "-o"),
            new Rule("flowtrack stats", PointlessOptions::isStats, List.of("--active-timeout")),
            Rule.beside("--no-reassembly", FRAGMENT_POLICY, "--fragment-timeout"),
            Rule.beside("-C", "--verify-checksums", "--ignore-checksums-from"),
            new Rule("--tunnel-depth 0", HAS_DEPTH_0, List.of("--tunnel-ports", "--outer-flows")));

    private PointlessOptions() {}

    /**
     * Looks at one command's options.
     *
     * @throws ParameterException if one has no meaning beside another
     */
    static void refuse(ParseResult line) {
        for (Rule rule : RULES) {
            if (rule.applies.test(line)) {
                rule.pointless.stream()
                        .filter(line::hasMatchedOption)
                        .findFirst()
                        .ifPresent(option -> {
                            throw new ParameterException(
                                    line.commandSpec().commandLine(), option + " has no meaning with " + rule.beside);
                        });
            }
        }
    }

    private static boolean isStats(ParseResult line) {
        return line.commandSpec().name().equals(StatsCommand.NAME);
    }

    /** Whether the option has that value, be it given or not; false for a command that does not know it. */
    private static Predicate<ParseResult> has(String option, Object value) {
        return line -> {
            OptionSpec known = line.commandSpec().findOption(option);
            return known != null && value.equals(known.getValue());
        };
    }

    /**
     * Options that have no meaning in some case.
     *
     * @param beside the case, as it is told
     */
    private record Rule(String beside, Predicate<ParseResult> applies, List<String> pointless) {
        static Rule beside(String option, String... pointless) {
            return new Rule(option, line -> line.hasMatchedOption(option), List.of(pointless));
        }

        /** A seed in a format that has Community IDs on request only, and was not asked for them. */
        static Rule seedWithoutIds(String format, Predicate<ParseResult> isFormat) {
            return new Rule(
                    format + " and no " + COMMUNITY_ID,
                    isFormat.and(has(COMMUNITY_ID, false)),
                    List.of(COMMUNITY_ID_SEED));
        }
    }
}
