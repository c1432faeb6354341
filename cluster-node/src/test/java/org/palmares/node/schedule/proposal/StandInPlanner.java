package org.palmares.node.schedule.proposal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** A folder as the planner's, with a process that does as it is told ({@code org.palmares.planner.Main} of the tests). */
public final class StandInPlanner {

    private static final long MEMORY = 384L * 1024 * 1024;

    private final Path folder;

    /** In {@code folder}. */
    public StandInPlanner(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("lib"));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(path -> Path.of(path).toUri().toString())
                .collect(Collectors.joining(" ")));
        new JarOutputStream(Files.newOutputStream(folder.resolve("lib/all.jar")), manifest).close();
        does("plan");
    }

    /** What it does from now on. */
    public void does(String mode) throws IOException {
        Files.writeString(folder.resolve("mode"), mode);
    }

    /** Settings by which it is found, ended after {@code time}. */
    public PlannerSettings settings(Duration time) {
        return new PlannerSettings(folder, PlannerSettings.ownJava(), time, MEMORY);
    }
}
