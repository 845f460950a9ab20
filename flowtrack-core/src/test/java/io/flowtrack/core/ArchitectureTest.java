package io.flowtrack.core;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.flowtrack.api", "io.flowtrack.core");

    @Test
    void roomsDependInOneDirection() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("api")
                .definedBy("io.flowtrack.api")
                .layer("tracker")
                .definedBy("io.flowtrack.core")
                .layer("extract")
                .definedBy("io.flowtrack.core.extract")
                .layer("dissect")
                .definedBy("io.flowtrack.core.dissect")
                .layer("table")
                .definedBy("io.flowtrack.core.table")
                .layer("tcp")
                .definedBy("io.flowtrack.core.tcp")
                .layer("count")
                .definedBy("io.flowtrack.core.count")
                .layer("fragment")
                .definedBy("io.flowtrack.core.fragment")
                .layer("jfr")
                .definedBy("io.flowtrack.core.jfr")
                .whereLayer("tracker")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("extract")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("dissect")
                .mayOnlyBeAccessedByLayers("extract")
                .whereLayer("table")
                .mayOnlyBeAccessedByLayers("tracker")
                .whereLayer("tcp")
                .mayOnlyBeAccessedByLayers("tracker")
                .whereLayer("count")
                .mayOnlyBeAccessedByLayers("tracker", "tcp")
                .whereLayer("fragment")
                .mayOnlyBeAccessedByLayers("tracker")
                .whereLayer("jfr")
                .mayOnlyBeAccessedByLayers("tracker", "table")
                .whereLayer("jfr")
                .mayNotAccessAnyLayer()
                .whereLayer("api")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @Test
    void thereAreNoPackageCycles() {
        slices().matching("io.flowtrack.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void coreKnowsNoClockThreadFileOrSocket() {
        noClasses()
                .that()
                .resideInAPackage("io.flowtrack.core..")
                .should()
                .accessTargetWhere(target(nameMatching("nanoTime|currentTimeMillis")))
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.nio.file..", "java.nio.channels..", "java.util.concurrent..", "java.net..")
                .check(CLASSES);
    }

    /** Its clock times the tracker's work, and nothing that the tracker does depends on it. */
    @Test
    void theFlightRecorderIsKnownInOneRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.flowtrack.core.jfr")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.jfr..")
                .check(CLASSES);
    }

    @Test
    void onlyDoorsArePublic() {
        classes()
                .that()
                .resideInAPackage("io.flowtrack.core..")
                .and()
                .arePublic()
                .should()
                .haveNameMatching(
                        ".*\\.(FlowTracker|FlowFinder|FiveTupleExtractor|HostPairExtractor|MacPairExtractor"
                                + "|Dissector|Dissection|OrdinaryPacket|Decapsulator|TunnelPath|Ipv4Header|Ipv6Header|TcpHeader|TcpOptions|QuotedPacket|Checksums"
                                + "|FlowTable|FlowNode|Conversation|TcpConnection|TcpEndpoint|TcpSegment|TcpPhase|ConnectionRules|History|SideCounters|RareCounts"
                                + "|History\\$Mishap|SweepWatch|GrowthWatch|EvictionWatch|Reassembler|Rebuilt|FragmentCounters)")
                .check(CLASSES);
    }

    @Test
    void theTableKnowsNoPacketsAndTcpNoBytes() {
        noClasses()
                .that()
                .resideInAPackage("io.flowtrack.core.table")
                .or()
                .resideInAPackage("io.flowtrack.core.tcp")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.flowtrack.api.PacketView")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("io.flowtrack.core.table")
                .or()
                .resideInAPackage("io.flowtrack.core.tcp")
                .and()
                .doNotHaveSimpleName("TcpSegment")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.flowtrack.api.Extraction")
                .check(CLASSES);
    }
}
