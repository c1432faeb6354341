package org.palmares.node.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.palmares.node.access.Principal.Role;
import org.palmares.protocol.contract.NamedKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has which key: one for each role ({@code feed.key}, {@code scheduler.key}, {@code ops.key}, one line each), and those with names ({@link NamedKey}).
 * A change of the files counts from the next {@link #refresh} on. Safe for use from any thread.
 */
public final class Keys {

    /**
     * A key that is known.
     *
     * @param sha256 by which it is known
     * @param who has it
     */
    public record Known(String sha256, Principal who) {}

    private static final Logger LOG = LoggerFactory.getLogger(Keys.class);
    private static final int KEY_MIN = 16;

    private final Path folder;
    private final Predicate<String> revoked;
    private volatile Map<String, Known> byHash;
    private volatile List<FileTime> seen;

    private Keys(Path folder, Predicate<String> revoked) {
        this.folder = folder;
        this.revoked = revoked;
        this.seen = times();
        this.byHash = all(true);
    }

    private Keys(Map<String, Known> all) {
        this.folder = Path.of("");
        this.revoked = hash -> false;
        this.seen = List.of();
        this.byHash = all;
    }

    /**
     * Reads the keys in {@code folder}.
     *
     * @param revoked whether operations revoked the key of that hash
     * @throws IllegalArgumentException if the key of a role cannot be read or is shorter than 16 characters; says how to make it
     */
    public static Keys read(Path folder, Predicate<String> revoked) {
        return new Keys(folder, revoked);
    }

    /** The same where nothing is revoked. */
    public static Keys read(Path folder) {
        return read(folder, hash -> false);
    }

    /** One key, in no file, for who has just made it. */
    public static Keys ofOne(String key, Role role) {
        String hash = NamedKey.hash(key);
        return new Keys(Map.of(hash, new Known(hash, Principal.of(role))));
    }

    /** Who has the key {@code given}; empty for one that is not known or was revoked. Compared by its hash, which takes the same time for every wrong one. */
    public Optional<Principal> principal(Optional<String> given) {
        return given.map(NamedKey::hash).filter(revoked.negate()).map(byHash::get).map(Known::who);
    }

    /** All that are known, revoked ones too. */
    public List<Known> known() {
        return List.copyOf(byHash.values());
    }

    /** Whether operations revoked it. */
    public boolean isRevoked(Known key) {
        return revoked.test(key.sha256());
    }

    /** Reads again what has changed; a line or file that cannot be read costs itself. To be called often. */
    public void refresh() {
        List<FileTime> now = times();
        if (!now.equals(seen)) {
            seen = now;
            byHash = all(false);
            LOG.info("the keys have changed: {} are known", byHash.size());
        }
    }

    private List<FileTime> times() {
        List<FileTime> times = new ArrayList<>();
        List<String> names = new ArrayList<>(NamedKey.ROLES.stream().map(role -> role + ".key").toList());
        names.add(NamedKey.FILE);
        for (String name : names) {
            try {
                times.add(Files.getLastModifiedTime(folder.resolve(name)));
            } catch (IOException none) {
                times.add(FileTime.fromMillis(0));
            }
        }
        return times;
    }

    private Map<String, Known> all(boolean strictly) {
        Map<String, Known> all = new HashMap<>();
        for (Role role : Role.values()) {
            try {
                String hash = NamedKey.hash(ofRole(role));
                all.put(hash, new Known(hash, Principal.of(role)));
            } catch (IllegalArgumentException unusable) {
                if (strictly) {
                    throw unusable;
                }
                LOG.warn("The role {} has no key any more: {}", role, unusable.getMessage());
            }
        }
        named().forEach(key -> all.put(key.sha256(), new Known(key.sha256(), Principal.of(key))));
        return all;
    }

    private String ofRole(Role role) {
        Path file = folder.resolve(role.name().toLowerCase(Locale.ROOT) + ".key");
        try {
            String key = Files.readString(file).strip();
            if (key.length() < KEY_MIN) {
                throw new IllegalArgumentException("The key in " + file + " has fewer than " + KEY_MIN + " characters.");
            }
            return key;
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("The key " + file + " cannot be read; palmares-keys init makes it.", unreadable);
        }
    }

    private List<NamedKey> named() {
        Path file = folder.resolve(NamedKey.FILE);
        List<NamedKey> named = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    parsed(file, line).ifPresent(named::add);
                }
            }
        } catch (NoSuchFileException none) {
            LOG.debug("{} is not there", file);
        } catch (IOException unreadable) {
            LOG.error("{} cannot be read; nobody has a key with a name now", file, unreadable);
        }
        return named;
    }

    private static Optional<NamedKey> parsed(Path file, String line) {
        try {
            return Optional.of(NamedKey.parse(line));
        } catch (IllegalArgumentException wrong) {
            LOG.error("a line of {} is no key and is left out: {}", file, wrong.getMessage());
            return Optional.empty();
        }
    }
}
