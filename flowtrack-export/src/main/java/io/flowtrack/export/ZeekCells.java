package io.flowtrack.export;

import java.util.List;

/** Where the values of a row of conn.log go, column by column; {@link #column} comes before each. */
interface ZeekCells {
    void column(ZeekColumn column);

    void unset();

    void text(String text);

    void count(long count);

    /** A point in time, or a length of time. */
    void seconds(long micros);

    void texts(List<String> texts);
}
