package org.palmares.node.board;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.palmares.competition.Competition;
import org.palmares.competition.OdfDocument;
import org.palmares.protocol.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operations decided about Games and keys, from their records.
 *
 * @param chosen the choice of the default Games, where one was made
 * @param retired the Games that are retired, by code
 * @param revokedKeys hashes of keys that do not count any more
 */
public record Decisions(Optional<Choice> chosen, Map<String, Retirement> retired, Set<String> revokedKeys) {

    /** Type of the record of the default Games; its only code is {@link #CHOICE}. */
    public static final String DEFAULT_GAMES = "PALMARES_DEFAULT_GAMES";

    /** Code of the only record of type {@link #DEFAULT_GAMES}. */
    public static final String CHOICE = "CHOICE";

    /** Type of the records of Games that are retired; their codes are those of the Games. */
    public static final String RETIRED_GAMES = "PALMARES_RETIRED_GAMES";

    /** Type of the records of keys that do not count any more; their codes are the first 34 digits of the hash. */
    public static final String REVOKED_KEYS = "PALMARES_REVOKED_KEYS";

    static final Decisions NONE = new Decisions(Optional.empty(), Map.of(), Set.of());

    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    /**
     * Which Games is the default.
     *
     * @param version counts the choices
     * @param games code of the Games; empty when the choice is taken back
     * @param reason why, as told
     * @param by who, by the name of the key
     */
    public record Choice(long version, String games, String reason, String by) {}

    /**
     * That a Games is retired.
     *
     * @param version counts the versions of the record
     * @param games code of the Games
     * @param reason why, as told
     * @param by who, by the name of the key
     */
    public record Retirement(long version, String games, String reason, String by) {}

    /**
     * That a key does not count any more.
     *
     * @param version counts the versions of the record
     * @param sha256 the hash by which the key is known
     * @param name of who had it
     * @param reason why, as told
     * @param by who, by the name of the key
     */
    public record Revocation(long version, String sha256, String name, String reason, String by) {}

    /** Reads the decisions among all records of operations. One that cannot be read is logged and left out. */
    static Decisions of(Competition operations) {
        Map<String, Retirement> retired = new TreeMap<>(read(operations, RETIRED_GAMES, Retirement.class).stream()
                .filter(retirement -> retirement.games() != null)
                .collect(Collectors.toMap(Retirement::games, Function.identity(), (one, other) -> one)));
        Optional<Choice> chosen = read(operations, DEFAULT_GAMES, Choice.class).stream().filter(choice -> choice.games() != null).findFirst();
        Set<String> revoked = read(operations, REVOKED_KEYS, Revocation.class).stream()
                .map(Revocation::sha256)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
        return new Decisions(chosen, retired, revoked);
    }

    private static <T> List<T> read(Competition operations, String type, Class<T> form) {
        return operations.documents().entrySet().stream()
                .filter(document -> document.getKey().type().equals(type))
                .map(document -> document.getValue().latest())
                .flatMap(document -> read(document, form).stream())
                .toList();
    }

    private static <T> Optional<T> read(OdfDocument document, Class<T> form) {
        try {
            return Optional.of(Json.read(document.content().bytes(), form));
        } catch (IOException | RuntimeException damaged) {
            LOG.warn("a record of operations cannot be read and is left out: {}: {}", document.key(), damaged.toString());
            return Optional.empty();
        }
    }
}
