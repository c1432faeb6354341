package org.palmares.tools;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.palmares.node.watch.Vital;

/** Dependencies flow one way: protocol, persistence, cluster-node, ops-scripts. Within each, its RoomsTest tells. */
class DependenciesTest {

    private static final String[] PROTOCOL = {"org.palmares.protocol.."};
    private static final String[] PERSISTENCE = {"org.palmares.competition..", "org.palmares.journal..", "org.palmares.cassandra.."};
    private static final String NODE = "org.palmares.node..";
    private static final String TOOLS = "org.palmares.tools..";
    private static final Set<String> STARTS = Set.of("spawn", "spawnAnonymous", "systemActorOf", "actorOf");

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.palmares");

    @Test
    void nothingDependsOnWhatIsBuiltOnIt() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("protocol")
                .definedBy(PROTOCOL)
                .layer("persistence")
                .definedBy(PERSISTENCE)
                .layer("node")
                .definedBy(NODE)
                .layer("tools")
                .definedBy(TOOLS)
                .whereLayer("tools")
                .mayNotBeAccessedByAnyLayer()
                // Tools start it and talk to it by its contract.
                .whereLayer("node")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("persistence")
                .mayOnlyBeAccessedByLayers("node", "tools")
                .check(classes);
    }

    /** An actor that nobody watches ends unseen. */
    @Test
    void nobodyButVitalStartsActors() {
        Set<String> starting = classes.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(access -> access.getTargetOwner().getPackageName().startsWith("org.apache.pekko") && STARTS.contains(access.getName()))
                .map(access -> access.getOriginOwner().getName())
                .collect(Collectors.toSet());
        assertEquals(Set.of(Vital.class.getName()), starting);
    }
}
