package io.flowtrack.export;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.flowtrack.export");

    @Test
    void writersKnowTheApiOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat(describe("are arrays", JavaClass::isArray)
                        .or(JavaClass.Predicates.resideInAnyPackage(
                                "java..",
                                "io.flowtrack.api",
                                "io.flowtrack.export..",
                                "com.fasterxml.jackson.core..",
                                "de.siegmar.fastcsv..",
                                "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void onlyWritersAndWhatTheyAskForArePublic() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "FlowRecordWriter",
                        "ExtraColumns",
                        "FlowColumn",
                        "FlowColumns",
                        "RecordFileFormat",
                        "FlowNumbered",
                        "LogTimes",
                        "Quantities",
                        "ShortColumns",
                        "TunnelParents",
                        "NdjsonRecordWriter",
                        "NdjsonEventWriter",
                        "CsvRecordWriter",
                        "ZeekRecordWriter",
                        "ZeekJsonRecordWriter",
                        "EveRecordWriter",
                        "TableRecordWriter",
                        "IpfixRecordWriter",
                        "IpfixSettings");
    }
}
