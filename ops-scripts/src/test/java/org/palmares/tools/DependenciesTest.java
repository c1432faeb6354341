package org.palmares.tools;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Dependencies flow one way: protocol, persistence, cluster-node, ops-scripts. */
class DependenciesTest {

    @Test
    void nothingDependsOnWhatIsBuiltOnIt() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.palmares");
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("protocol")
                .definedBy("org.palmares.odf..", "org.palmares.protocol..")
                .layer("persistence")
                .definedBy("org.palmares.competition..", "org.palmares.journal..", "org.palmares.cassandra..")
                .layer("node")
                .definedBy(
                        "org.palmares.access..",
                        "org.palmares.board..",
                        "org.palmares.feed..",
                        "org.palmares.games..",
                        "org.palmares.http..",
                        "org.palmares.ingest..",
                        "org.palmares.live..",
                        "org.palmares.node..",
                        "org.palmares.ops..",
                        "org.palmares.view..")
                .layer("tools")
                .definedBy("org.palmares.tools..")
                .whereLayer("tools")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("node")
                .mayOnlyBeAccessedByLayers("tools")
                .whereLayer("persistence")
                .mayOnlyBeAccessedByLayers("node", "tools")
                .check(classes);
    }
}
