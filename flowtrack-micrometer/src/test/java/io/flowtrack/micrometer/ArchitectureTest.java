package io.flowtrack.micrometer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.flowtrack.micrometer");

    @Test
    void onlyApiAndMicrometerAreKnown() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.flowtrack.micrometer",
                        "io.flowtrack.api",
                        "io.micrometer.core.instrument..",
                        "java.lang..",
                        "java.util",
                        "java.util.function",
                        "org.jspecify.annotations")
                .check(CLASSES);
    }

    @Test
    void theBinderIsTheOnlyDoor() {
        classes()
                .that()
                .arePublic()
                .should()
                .haveSimpleName("FlowTrackerMetrics")
                .check(CLASSES);
    }
}
