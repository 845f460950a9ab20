package io.flowtrack.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which of the names that there are somebody may have meant. */
final class NearestNames {
    private static final int MOST = 3;
    private static final int LETTERS_PER_SLIP = 3;

    private NearestNames() {}

    /** {@code ; did you mean bytes, packets?}, or nothing if no name is near. */
    static String hint(String wrong, Collection<String> names) {
        List<String> near = names.stream()
                .filter(name -> isNear(wrong, name))
                .sorted(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
        return near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
    }

    private static boolean isNear(String wrong, String name) {
        int slips = wrong.length() < LETTERS_PER_SLIP ? 1 : Math.max(2, wrong.length() / LETTERS_PER_SLIP);
        return distance(wrong, name) <= slips
                || (wrong.length() >= LETTERS_PER_SLIP && (name.contains(wrong) || wrong.contains(name)));
    }

    /** How many letters have to be added, left out or changed. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
