package io.flowtrack.parquet;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.flowtrack.parquet");

    @Test
    void itKnowsRecordsAndParquetOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat(describe("are arrays", JavaClass::isArray)
                        .or(JavaClass.Predicates.resideInAnyPackage(
                                "java..",
                                "io.flowtrack.api",
                                "io.flowtrack.export",
                                "io.flowtrack.parquet",
                                "org.apache.parquet..",
                                "com.github.luben.zstd..",
                                "org.jspecify..")))
                .check(CLASSES);
    }

    @Test
    void thereIsNoHadoopWhenItRuns() {
        assertThatExceptionOfType(ClassNotFoundException.class)
                .isThrownBy(() -> Class.forName("org.apache.hadoop.conf.Configuration"));
    }

    @Test
    void onlyTheWriterAndItsSettingsArePublic() {
        assertThat(CLASSES.stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isTopLevelClass())
                        .map(JavaClass::getSimpleName))
                .containsExactlyInAnyOrder(
                        "ParquetRecordWriter", "ParquetLayout", "ParquetCompression", "ParquetFormat");
    }
}
