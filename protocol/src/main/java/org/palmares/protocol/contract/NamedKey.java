package org.palmares.protocol.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.palmares.protocol.odf.Sha256;

/**
 * A key that has a name, as a line of {@code named.keys}: {@code name roles=feed,ops disciplines=ATH venues= types=DT_RESULT made=2024-07-26T10:00:00Z
 * sha256=…}. The key itself is kept by whoever has it and nowhere else: it is long and random, so its hash says nothing of it.
 *
 * @param name of the person or system that has it
 * @param roles {@code feed}, {@code scheduler}, {@code ops}
 * @param disciplines it is limited to (ATH); none for all
 * @param venues it is limited to (STA); none for all
 * @param types types of messages it is limited to (DT_RESULT); none for all
 * @param made when it was made
 * @param sha256 SHA-256 of the key, hexadecimal
 */
public record NamedKey(
        String name, Set<String> roles, Set<String> disciplines, Set<String> venues, Set<String> types, Instant made, String sha256) {

    /** Name of the file in the folder of the keys. */
    public static final String FILE = "named.keys";

    /** Roles there are. */
    public static final List<String> ROLES = List.of("feed", "scheduler", "ops");

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{0,59}");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9_]{1,30}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** Names what is wrong in an {@link IllegalArgumentException}. */
    public NamedKey {
        require(NAME.matcher(name).matches(), "a name is up to 60 letters, digits, dots, hyphens or underscores, not \"" + name + '"');
        require(!roles.isEmpty() && ROLES.containsAll(roles), "roles are " + String.join(", ", ROLES) + ", not \"" + String.join(",", roles) + '"');
        for (Set<String> codes : List.of(disciplines, venues, types)) {
            codes.forEach(code -> require(CODE.matcher(code).matches(), "a code is up to 30 capital letters, digits or underscores, not \"" + code + '"'));
        }
        require(HASH.matcher(sha256).matches(), "sha256 is 64 hexadecimal digits");
        roles = Set.copyOf(roles);
        disciplines = Set.copyOf(disciplines);
        venues = Set.copyOf(venues);
        types = Set.copyOf(types);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The hash by which {@code key} is known. */
    public static String hash(String key) {
        return Sha256.hex(key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The key of a line that {@link #line} made.
     *
     * @throws IllegalArgumentException that says what is wrong
     */
    public static NamedKey parse(String line) {
        String[] parts = line.strip().split("\\s+");
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            require(equals > 0, "\"" + parts[i] + "\" is not name=value");
            values.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
        }
        try {
            return new NamedKey(
                    parts[0], list(values, "roles"), list(values, "disciplines"), list(values, "venues"), list(values, "types"),
                    Instant.parse(values.getOrDefault("made", "")), values.getOrDefault("sha256", ""));
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("made is no time such as 2024-07-26T10:00:00Z", wrong);
        }
    }

    private static Set<String> list(Map<String, String> values, String name) {
        String text = values.getOrDefault(name, "");
        return text.isEmpty() ? Set.of() : new TreeSet<>(List.of(text.split(",")));
    }

    /** The key as a line. */
    public String line() {
        return name + " roles=" + joined(roles) + " disciplines=" + joined(disciplines) + " venues=" + joined(venues) + " types=" + joined(types)
                + " made=" + made + " sha256=" + sha256;
    }

    private static String joined(Set<String> texts) {
        return String.join(",", new TreeSet<>(texts));
    }
}
