package io.flowtrack.parallel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.flowtrack.parallel");

    @Test
    void onlyApiAndCoreAreKnown() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.flowtrack.parallel",
                        "io.flowtrack.api",
                        "io.flowtrack.core",
                        "java.lang..",
                        "java.nio",
                        "java.security",
                        "java.util..",
                        "org.jctools.queues..",
                        "org.jspecify.annotations")
                .check(CLASSES);
    }

    @Test
    void threadsAreTheCallers() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java.util.concurrent.(Executors|ThreadPoolExecutor|ForkJoinPool)")
                .check(CLASSES);
        noClasses().should().callConstructor(Thread.class, Runnable.class).check(CLASSES);
    }
}
