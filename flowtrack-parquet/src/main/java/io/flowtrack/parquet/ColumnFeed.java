package io.flowtrack.parquet;

import io.flowtrack.api.FlowRecord;
import io.flowtrack.export.FlowColumn;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Moves values of one column from records into a row group, in two steps: a record that cannot be read fails in the first, when no
 * column has anything of it yet.
 *
 * <p>With each value Parquet wants two levels. The repetition level is 0 outside of lists. The definition level counts what is
 * there of the things that might not be: 0 for a value that must be there or that is missing, 1 for one that might have been
 * missing.
 */
interface ColumnFeed {
    /** Reads the value of a record. */
    void take(FlowRecord<?> flow);

    /** Writes the value that was read. */
    void put();

    /** Numbers, which are never boxed. */
    final class Numbers implements ColumnFeed {
        private final FlowColumn column;
        private final ColumnWriter target;
        private final int present;
        private long value;

        Numbers(FlowColumn column, ColumnWriter target) {
            this.column = column;
            this.target = target;
            this.present = column.isNullable() ? 1 : 0;
        }

        @Override
        public void take(FlowRecord<?> flow) {
            value = column.number(flow);
        }

        @Override
        public void put() {
            if (column.isNone(value)) {
                target.writeNull(0, 0);
                return;
            }
            switch (column.type()) {
                case INT -> target.write((int) value, 0, present);
                case BOOL -> target.write(value != 0, 0, present);
                default -> target.write(value, 0, present);
            }
        }
    }

    /** Text. */
    final class Texts implements ColumnFeed {
        private final FlowColumn column;
        private final ColumnWriter target;
        private final int present;
        private @Nullable String value;

        Texts(FlowColumn column, ColumnWriter target) {
            this.column = column;
            this.target = target;
            this.present = column.isNullable() ? 1 : 0;
        }

        @Override
        public void take(FlowRecord<?> flow) {
            value = column.text(flow);
        }

        @Override
        public void put() {
            if (value == null) {
                target.writeNull(0, 0);
            } else {
                target.write(Binary.fromString(value), 0, present);
            }
        }
    }
}
