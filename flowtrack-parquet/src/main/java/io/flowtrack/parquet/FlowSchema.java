package io.flowtrack.parquet;

import io.flowtrack.export.ExtraColumns;
import io.flowtrack.export.FlowColumn;
import io.flowtrack.export.FlowColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** The columns in Parquet's words. */
final class FlowSchema {
    private FlowSchema() {}

    /** One field for each column, in their order, those of one's own last. */
    static MessageType message(@Nullable ExtraColumns extra) {
        List<Type> fields = new ArrayList<>();
        FlowColumns.all().forEach(column -> fields.add(field(column)));
        if (extra != null) {
            for (int i = 0; i < extra.columns().size(); i++) {
                fields.add(field(extra.columns().get(i), extra.types().get(i)));
            }
        }
        return new MessageType("flow", fields);
    }

    private static Type field(String name, ExtraColumns.Type type) {
        return switch (type) {
            case LONG -> Types.required(PrimitiveTypeName.INT64).named(name);
            case DOUBLE -> Types.required(PrimitiveTypeName.DOUBLE).named(name);
            case TEXT -> text(name, Repetition.REQUIRED);
            case INTS ->
                Types.requiredList().requiredElement(PrimitiveTypeName.INT32).named(name);
        };
    }

    private static Type field(FlowColumn column) {
        if (column.equals(FlowColumns.TUNNELS)) {
            return tunnels(column.name());
        }
        Repetition repetition = column.isNullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
        return switch (column.type()) {
            case INT -> Types.primitive(PrimitiveTypeName.INT32, repetition).named(column.name());
            case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition).named(column.name());
            case BOOL -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition).named(column.name());
            case TEXT -> text(column.name(), repetition);
            case TIMESTAMP ->
                Types.primitive(PrimitiveTypeName.INT64, repetition)
                        .as(LogicalTypeAnnotation.timestampType(/* isAdjustedToUTC= */ true, TimeUnit.NANOS))
                        .named(column.name());
        };
    }

    private static PrimitiveType text(String name, Repetition repetition) {
        return Types.primitive(PrimitiveTypeName.BINARY, repetition)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
    }

    /** A list in three levels, as the format wants it; neither the list nor what is in it can be null. */
    private static GroupType tunnels(String name) {
        List<Type> fields = List.of(
                text("type", Repetition.REQUIRED),
                text("source", Repetition.OPTIONAL),
                text("destination", Repetition.OPTIONAL),
                Types.primitive(PrimitiveTypeName.INT64, Repetition.OPTIONAL).named("id"));
        GroupType element = new GroupType(Repetition.REQUIRED, "element", fields);
        return Types.requiredList().element(element).named(name);
    }
}
