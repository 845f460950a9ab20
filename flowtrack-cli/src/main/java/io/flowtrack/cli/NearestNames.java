package io.flowtrack.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jline.utils.Levenshtein;

/** Which of the names that there are somebody may have meant. */
final class NearestNames {
    private static final int MOST = 3;
    private static final int LETTERS_PER_SLIP = 3;

    private NearestNames() {}

    /** {@code ; did you mean bytes, packets?}, or nothing if no name is near. */
    static String hint(String wrong, Collection<String> names) {
        List<String> near = names.stream()
                .filter(name -> isNear(wrong, name))
                .sorted(Comparator.comparingInt((String name) -> Levenshtein.distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
        return near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
    }

    private static boolean isNear(String wrong, String name) {
        int slips = wrong.length() < LETTERS_PER_SLIP ? 1 : Math.max(2, wrong.length() / LETTERS_PER_SLIP);
        return Levenshtein.distance(wrong, name) <= slips
                || (wrong.length() >= LETTERS_PER_SLIP && (name.contains(wrong) || wrong.contains(name)));
    }
}
