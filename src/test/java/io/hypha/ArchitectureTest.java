package io.hypha;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.nio.file.Path;

/** Which package may import which: what a reader may rely on when looking for something. */
@AnalyzeClasses(packages = "io.hypha", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule packagesAreAcyclic =
            slices().matching("io.hypha.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule partsOfTheAdapterAreAcyclic =
            slices().matching("io.hypha.camel.(*)..").should().beFreeOfCycles();

    /** Read in the sources: the compiler makes no class of a package's documentation. */
    @ArchTest
    static void eachPackageSaysWhatItIsFor(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
                .allSatisfy(name -> assertThat(Path.of("src/main/java", name.replace('.', '/'), "package-info.java"))
                        .exists());
    }

    @ArchTest
    static final ArchRule onlyTheAdapterAndTheRootKnowCamel = noClasses()
            .that()
            .resideOutsideOfPackages("io.hypha", "io.hypha.camel..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule packagesImportWhatTheyMay = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("root")
            .definedBy("io.hypha")
            .layer("cli")
            .definedBy("io.hypha.cli..")
            .layer("management")
            .definedBy("io.hypha.management..")
            .layer("watch")
            .definedBy("io.hypha.watch..")
            .layer("camel")
            .definedBy("io.hypha.camel..")
            .layer("store")
            .definedBy("io.hypha.store..")
            .layer("access")
            .definedBy("io.hypha.access..")
            .layer("audit")
            .definedBy("io.hypha.audit..")
            .layer("monitor")
            .definedBy("io.hypha.monitor..")
            .layer("integration")
            .definedBy("io.hypha.integration..")
            .layer("execution")
            .definedBy("io.hypha.execution..")
            .layer("credential")
            .definedBy("io.hypha.credential..")
            .layer("connector")
            .definedBy("io.hypha.connector..")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("cli")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("management")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("watch")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("camel")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("monitor")
            .mayOnlyBeAccessedByLayers("root", "management")
            .whereLayer("access")
            .mayOnlyBeAccessedByLayers("root", "management", "store")
            .whereLayer("audit")
            .mayOnlyBeAccessedByLayers("root", "management", "store", "access")
            .whereLayer("integration")
            .mayOnlyBeAccessedByLayers("root", "management", "watch", "camel", "store", "monitor")
            .whereLayer("connector")
            .mayOnlyBeAccessedByLayers("root", "management", "watch", "camel", "integration");
}
