package io.flowtrack.features;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.flowtrack.features");

    @Test
    void onlyTheApiIsKnown() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.flowtrack.features",
                        "io.flowtrack.api",
                        "java.io",
                        "java.lang..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify.annotations")
                .check(CLASSES);
    }
}
