package io.flowtrack.cli;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.flowtrack.cli");

    /** All that writes records and events; it knows the words, the formats, and itself. */
    private static final Class<?>[] WRITERS = {
        RecordWriter.class,
        TableRecordWriter.class,
        TableColumn.class,
        Quantities.class,
        ZeekRecordWriter.class,
        NdjsonRecordWriter.class,
        CsvRecordWriter.class,
        EventWriter.class,
        JsonLines.class,
        JsonName.class,
        JsonRecord.class,
        FlowFacts.class,
        FlowUids.class,
        Endpoint.class,
        IcmpMessages.class,
        TcpField.class,
        Text.class,
        Times.class,
        TunnelParents.class
    };

    @Test
    void writersKnowTheApiOnly() {
        classes()
                .that(belongToAnyOf(WRITERS))
                .should()
                .onlyDependOnClassesThat(belongToAnyOf(WRITERS)
                        .or(describe("are arrays", JavaClass::isArray))
                        .or(resideInAnyPackage(
                                "java..",
                                "io.flowtrack.api",
                                "com.fasterxml.jackson.core..",
                                "de.siegmar.fastcsv..",
                                "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void onlyTheDoorIsPublic() {
        classes().that().arePublic().should().be(Main.class).check(CLASSES);
    }
}
