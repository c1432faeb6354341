package org.palmares.tools.site;

import java.nio.file.Path;
import java.time.Duration;
import org.palmares.tools.site.process.ManagedProcess;

/**
 * The archives of classes and the libraries they are made of.
 *
 * @param root the project
 */
record Archives(Path root) {

    /** Dumping stops a process as a freeze does; a node that was stopped for five seconds more ({@code palmares.longest-pause}) takes itself for replaced, and ends. */
    private static final Duration STOPPED_MAX = Duration.ofSeconds(15);

    ClassArchive cassandra() {
        Path library = root.resolve("ops-scripts/embedded-cassandra/target/lib");
        return new ClassArchive(library.resolveSibling("cassandra.jsa"), library);
    }

    ClassArchive node() {
        Path library = root.resolve("cluster-node/target/lib");
        return new ClassArchive(library.resolveSibling("node.jsa"), library);
    }

    boolean areFresh() {
        return cassandra().isFresh() && node().isFresh();
    }

    /** Makes those that are missing, from what runs now. True where {@code node} was stopped for so long that it has to be started anew. */
    boolean make(ManagedProcess cassandra, ManagedProcess node) {
        cassandra.running().filter(process -> !cassandra().isFresh()).ifPresent(cassandra()::dump);
        long begin = System.nanoTime();
        node.running().filter(process -> !node().isFresh()).ifPresent(node()::dump);
        return System.nanoTime() - begin > STOPPED_MAX.toNanos();
    }
}
