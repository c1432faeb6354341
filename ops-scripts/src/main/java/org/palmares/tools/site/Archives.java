package org.palmares.tools.site;

import java.nio.file.Path;

/**
 * The archives of classes and the libraries they are made of.
 *
 * @param root the project
 */
record Archives(Path root) {

    ClassArchive cassandra() {
        Path library = root.resolve("persistence/embedded-cassandra/target/lib");
        return new ClassArchive(library.resolveSibling("cassandra.jsa"), library);
    }

    ClassArchive node() {
        Path library = root.resolve("ops-scripts/target/lib");
        return new ClassArchive(library.resolveSibling("node.jsa"), library);
    }

    boolean areFresh() {
        return cassandra().isFresh() && node().isFresh();
    }

    /** Makes those that are missing, from what runs now. */
    void make(ManagedProcess cassandra, ManagedProcess node) {
        cassandra.running().filter(process -> !cassandra().isFresh()).ifPresent(cassandra()::dump);
        node.running().filter(process -> !node().isFresh()).ifPresent(node()::dump);
    }
}
