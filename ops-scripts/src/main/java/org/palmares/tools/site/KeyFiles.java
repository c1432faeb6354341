package org.palmares.tools.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.palmares.tools.terminal.ToolException;

/** The keys of the roles, one file each with one line of 32 characters, readable by their owner only. */
final class KeyFiles {

    private static final List<String> ROLES = List.of("feed", "scheduler", "ops");
    private static final int RANDOM_BYTES = 24;

    private KeyFiles() {}

    /** Makes those that are missing in {@code folder}. */
    static void makeMissing(Path folder) {
        for (String role : ROLES) {
            Path file = folder.resolve(role + ".key");
            if (isMissing(file)) {
                make(file);
            }
        }
    }

    /** An earlier release could leave an empty one behind, which no node takes. */
    private static boolean isMissing(Path file) {
        try {
            return Files.readString(file).isBlank();
        } catch (NoSuchFileException none) {
            return true;
        } catch (IOException unreadable) {
            throw new ToolException("The key " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static void make(Path file) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        WholeFile.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    }
}
