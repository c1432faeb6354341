package org.palmares.tools.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An archive of loaded classes (JEP 310, JEP 350): halves what it costs to start a process. It is dumped from the first process that has
 * started, and made anew when the class path has changed.
 *
 * @param file where it is
 * @param library folder of the jars it was made of
 */
record ClassArchive(Path file, Path library) {

    private static final int DUMP_SECONDS = 60;

    /** Options for a process: to use the archive, or to be ready to make it. */
    List<String> options() {
        return isFresh()
                ? List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                : List.of("-XX:+RecordDynamicDumpInfo", "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }

    boolean isFresh() {
        try (Stream<Path> jars = Files.list(library)) {
            FileTime made = Files.getLastModifiedTime(file);
            return jars.noneMatch(jar -> modified(jar).compareTo(made) > 0);
        } catch (IOException missing) {
            return false;
        }
    }

    private static FileTime modified(Path jar) {
        try {
            return Files.getLastModifiedTime(jar);
        } catch (IOException gone) {
            return FileTime.fromMillis(Long.MAX_VALUE);
        }
    }

    /** Makes the archive of what {@code process} has loaded. Without one everything works too, only slower, so a failure is no error. */
    void dump(ProcessHandle process) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Process dump = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "VM.cds", "dynamic_dump", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!dump.waitFor(DUMP_SECONDS, TimeUnit.SECONDS)) {
                dump.destroyForcibly();
                Files.deleteIfExists(file);
            }
        } catch (IOException withoutArchive) {
            // The next start is as slow as this one.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
