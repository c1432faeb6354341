package org.palmares.competition;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PurityTest {

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.palmares");

    @Test
    void theDomainKnowsNeitherActorsNorFormatsNorClockNorFiles() {
        noClasses()
                .that()
                .resideInAnyPackage("org.palmares.competition..", "org.palmares.odf..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pekko..",
                        "com.google.protobuf..",
                        "org.palmares.protocol..",
                        "org.palmares.journal..",
                        "com.fasterxml.jackson..",
                        "com.datastax..",
                        "org.slf4j..",
                        "java.nio.file..",
                        "java.net..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .check(classes);
    }

    @Test
    void theDomainNeverAsksForTheTime() {
        noClasses()
                .that()
                .resideInAnyPackage("org.palmares.competition..", "org.palmares.odf..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .check(classes);
    }

    @Test
    void odfKnowsNothingOfWhatIsBuiltOnIt() {
        noClasses()
                .that()
                .resideInAPackage("org.palmares.odf..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.palmares.competition..", "org.palmares.journal..", "org.palmares.cassandra..")
                .check(classes);
    }
}
