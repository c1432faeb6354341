package org.palmares.competition;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The domain is what it is given and nothing else. What it may use is listed, so that what nobody thought of is not allowed. */
class PurityTest {

    private static final List<String> DOMAIN = List.of("org.palmares.competition", "org.palmares.protocol.odf");
    private static final Set<String> ALLOWED = Set.of(
            "java.lang", "java.lang.invoke", "java.util", "java.util.function", "java.util.stream", "java.util.regex", "java.util.zip", "java.util.concurrent",
            "java.time", "java.time.chrono", "java.time.format", "java.time.temporal", "java.time.zone", "java.nio.charset", "java.security", "java.math",
            // For ODF's XML.
            "javax.xml.stream", "javax.xml.namespace", "org.codehaus.stax2", "org.codehaus.stax2.ri", "com.ctc.wstx.api", "com.ctc.wstx.stax");
    private static final Set<String> STREAMS = Set.of(
            "java.io.ByteArrayInputStream", "java.io.ByteArrayOutputStream", "java.io.InputStream", "java.io.OutputStream", "java.io.IOException",
            "java.io.UncheckedIOException", "java.io.Serializable");
    private static final Set<String> NOT_GIVEN = Set.of(
            "java.util.Random", "java.util.Timer", "java.time.Clock", "java.time.InstantSource", "java.util.concurrent.ThreadLocalRandom", "java.lang.Thread");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.palmares");

    private static boolean isDomain(JavaClass one) {
        return DOMAIN.stream().anyMatch(room -> one.getPackageName().equals(room) || one.getPackageName().startsWith(room + '.'));
    }

    private static boolean isAllowed(JavaClass used) {
        return used.isPrimitive() || isDomain(used) || STREAMS.contains(used.getFullName())
                || ALLOWED.contains(used.getPackageName()) && !NOT_GIVEN.contains(used.getFullName());
    }

    @Test
    void theDomainUsesOnlyWhatIsListed() {
        assertTrue(classes.stream().filter(PurityTest::isDomain).count() > 80, "the domain is found");
        Set<String> wrong = classes.stream()
                .filter(PurityTest::isDomain)
                .flatMap(one -> one.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> !isAllowed(dependency.getTargetClass().getBaseComponentType()))
                .map(dependency -> dependency.getOriginClass().getSimpleName() + " uses " + dependency.getTargetClass().getFullName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), wrong);
    }

    @Test
    void theDomainNeverAsksForTheTime() {
        Set<String> wrong = classes.stream()
                .filter(PurityTest::isDomain)
                .flatMap(one -> one.getAccessesFromSelf().stream())
                .filter(access -> asksForTheTime(access.getTarget()))
                .map(JavaAccess::getDescription)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), wrong);
    }

    private static boolean asksForTheTime(AccessTarget target) {
        String owner = target.getOwner().getPackageName();
        return owner.startsWith("java.time") && Set.of("now", "systemDefault").contains(target.getName())
                || Set.of("currentTimeMillis", "nanoTime").contains(target.getName());
    }

    @Test
    void odfKnowsNothingOfWhatIsBuiltOnIt() {
        noClasses()
                .that()
                .resideInAPackage("org.palmares.protocol.odf..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.palmares.competition..", "org.palmares.journal..", "org.palmares.cassandra..")
                .check(classes);
    }
}
