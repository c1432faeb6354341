package org.palmares.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Who may do what: one key for each role, read from a folder at the start. */
public final class Keys {

    /** What a key allows. */
    public enum Role {
        FEED,
        SCHEDULER,
        OPS
    }

    private final Map<Role, byte[]> keys;

    private Keys(Map<Role, byte[]> keys) {
        this.keys = keys;
    }

    /**
     * Reads {@code feed.key}, {@code scheduler.key} and {@code ops.key}, one line each.
     *
     * @throws IllegalArgumentException if one cannot be read or is shorter than 16 characters; says how to make it
     */
    public static Keys read(Path folder) {
        Map<Role, byte[]> keys = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            Path file = folder.resolve(role.name().toLowerCase(java.util.Locale.ROOT) + ".key");
            try {
                String key = Files.readString(file).strip();
                if (key.length() < 16) {
                    throw new IllegalArgumentException("The key in " + file + " has fewer than 16 characters.");
                }
                keys.put(role, key.getBytes(StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new IllegalArgumentException(
                        "The key " + file + " cannot be read; ops-scripts/palmares up makes it.", unreadable);
            }
        }
        return new Keys(keys);
    }

    /** Whether {@code given} is the key of {@code role}; takes the same time for every wrong one. */
    public boolean allows(Role role, Optional<String> given) {
        return given.isPresent() && MessageDigest.isEqual(keys.get(role), given.get().getBytes(StandardCharsets.UTF_8));
    }
}
