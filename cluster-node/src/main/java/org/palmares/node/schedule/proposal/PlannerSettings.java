package org.palmares.node.schedule.proposal;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Where the planner is and what it may take.
 *
 * @param folder has its {@code lib} and {@code native}
 * @param java the program that runs it
 * @param time from the request until it is ended
 * @param memory bytes that it may have, native ones included
 */
public record PlannerSettings(Path folder, Path java, Duration time, long memory) {

    /** With less there is no time left to plan. */
    public static final Duration TIME_LEAST = Duration.ofSeconds(2);
    /** With less it ends before it has begun. */
    public static final long MEMORY_LEAST = 192L * 1024 * 1024;

    /** Where it is installed: beside the library of the node. */
    public static Path beside() {
        try {
            Path jar = Path.of(PlannerSettings.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return jar.getParent().resolveSibling("planner");
        } catch (URISyntaxException noFile) {
            throw new IllegalStateException(noFile);
        }
    }

    /** The Java that runs this. */
    public static Path ownJava() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
