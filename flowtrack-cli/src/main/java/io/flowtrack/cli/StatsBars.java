package io.flowtrack.cli;

/** Bars of a chart, as wide as a number is large. */
enum StatsBars {
    /** For terminals that know no others. */
    ASCII("#", ""),
    /** Blocks, down to an eighth of a character. */
    BLOCKS("\u2588", "\u258F\u258E\u258D\u258C\u258B\u258A\u2589");

    private final String full;
    private final String parts;

    StatsBars(String full, String parts) {
        this.full = full;
        this.parts = parts;
    }

    /**
     * A bar for a number that is not 0 is at least a little wide.
     *
     * @param width of the bar for the largest number, in characters
     */
    String bar(long number, long largest, int width) {
        if (number <= 0 || largest <= 0) {
            return "";
        }
        int perCharacter = parts.length() + 1;
        long units = Math.max(1, Math.round((double) number / largest * width * perCharacter));
        int part = (int) (units % perCharacter);
        return full.repeat((int) (units / perCharacter)) + (part == 0 ? "" : parts.charAt(part - 1));
    }
}
