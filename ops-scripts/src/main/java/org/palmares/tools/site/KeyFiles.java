package org.palmares.tools.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.palmares.tools.files.WholeFile;
import org.palmares.tools.terminal.ToolException;

/** The keys of the roles, one file each with one line of 32 characters, readable by their owner only. */
public final class KeyFiles {

    private static final List<String> ROLES = List.of("feed", "scheduler", "ops");
    private static final int RANDOM_BYTES = 24;

    private KeyFiles() {}

    /**
     * The key of {@code role} in {@code folder}.
     *
     * @throws ToolException if it is not there
     */
    public static String read(Path folder, String role) {
        return read(folder.resolve(role + ".key"));
    }

    /**
     * The key that {@code file} holds.
     *
     * @throws ToolException if it is not there
     */
    public static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException missing) {
            throw new ToolException("The key in " + file + " cannot be read. Start the data centres first (palmares up), or give the right file.", missing);
        }
    }

    /** A new key. */
    public static String random() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Makes those that are missing in {@code folder}. */
    public static void makeMissing(Path folder) {
        for (String role : ROLES) {
            Path file = folder.resolve(role + ".key");
            if (isMissing(file)) {
                WholeFile.write(file, random() + "\n");
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
}
