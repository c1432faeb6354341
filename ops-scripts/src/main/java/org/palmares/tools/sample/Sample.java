package org.palmares.tools.sample;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.palmares.tools.terminal.ToolException;

/**
 * The sample Games as files that {@code palmares load} takes: one archive with what happens up to their "now", one with the rest.
 *
 * @param folder where they are
 * @param time when the Games are
 */
public record Sample(Path folder, SampleTime time) {

    /** The Games that are made where nothing else is asked for. */
    public static final long USUAL_SEED = 2030;

    /**
     * What was written.
     *
     * @param untilNow messages up to "now"
     * @param afterwards messages after it
     */
    public record Written(int untilNow, int afterwards) {}

    /** What happens up to "now". */
    public Path untilNow() {
        return folder.resolve("until-now.zip");
    }

    /** What happens after "now". */
    public Path afterwards() {
        return folder.resolve("afterwards.zip");
    }

    /** Whether it is there. */
    public boolean exists() {
        return Files.exists(untilNow()) && Files.exists(afterwards());
    }

    /** Makes it anew. The same seed and time give the same bytes. */
    public Written write(long seed) {
        List<SampleMessage> messages = Story.of(new Games(seed, time));
        List<SampleMessage> before = messages.stream().filter(message -> !message.time().isAfter(time.now())).toList();
        List<SampleMessage> after = messages.stream().filter(message -> message.time().isAfter(time.now())).toList();
        try {
            Files.createDirectories(folder);
            write(before, untilNow());
            write(after, afterwards());
        } catch (IOException failed) {
            throw new ToolException("The sample cannot be written to " + folder + ": " + failed.getMessage(), failed);
        }
        return new Written(before.size(), after.size());
    }

    /** The file appears whole or not at all. */
    private static void write(List<SampleMessage> messages, Path file) throws IOException {
        Path making = file.resolveSibling(file.getFileName() + ".part");
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(making)))) {
            for (SampleMessage message : messages) {
                ZipEntry entry = new ZipEntry(message.fileName());
                // Local time goes in as it is; any other would depend on the zone of the machine.
                entry.setTimeLocal(message.time());
                zip.putNextEntry(entry);
                zip.write(message.xml());
                zip.closeEntry();
            }
        }
        Files.move(making, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
