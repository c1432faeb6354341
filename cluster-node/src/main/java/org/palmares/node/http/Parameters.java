package org.palmares.node.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.AttributeKey;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.http.scaladsl.model.IllegalUriException;
import org.palmares.node.board.Board;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;

/** What a query asks for, checked; a fault is a {@link ProblemException} that names the parameter. */
public final class Parameters {

    private static final int LIMIT = 100;
    private static final int LIMIT_MAX = 1_000;
    private static final Pattern RSC_PREFIX = Pattern.compile("[A-Z0-9.\\-]{22}|[A-Z0-9.\\-]{34}");

    private static final List<String> STATUSES = Arrays.stream(ScheduleStatus.values()).map(ScheduleStatus::name).toList();

    /** Every parameter there is. Others do not change an answer, so they are no part of its name; what is not listed here cannot be asked for. */
    private static final Set<String> KNOWN = Set.of(
            "accept", "competition", "cursor", "date", "discipline", "dryRun", "games", "lang", "language", "limit", "noc", "open", "participant", "q", "reason", "session", "severity", "source", "status",
            "subcode", "subtype", "type", "unit", "venue", "version");

    private static final AttributeKey<Parameters> PARSED = AttributeKey.create("parameters", Parameters.class);

    private final HttpRequest request;
    private final Map<String, String> values;

    /** Those of {@code request}; a query that cannot be read is a {@link ProblemException}. */
    public Parameters(HttpRequest request) {
        this.request = request;
        this.values = request.getAttribute(PARSED).map(parsed -> parsed.values).orElseGet(() -> parse(request));
    }

    /** {@code request} with its query parsed, once for all who look at it. */
    static HttpRequest parsed(HttpRequest request) {
        return request.addAttribute(PARSED, new Parameters(request));
    }

    private static Map<String, String> parse(HttpRequest request) {
        try {
            Map<String, String> values = new TreeMap<>();
            request.getUri().query(StandardCharsets.UTF_8, Uri.RELAXED).toList().stream()
                    .filter(one -> KNOWN.contains(one.first()) && !one.second().isEmpty())
                    .forEach(one -> values.putIfAbsent(one.first(), one.second()));
            return Collections.unmodifiableMap(values);
        } catch (IllegalUriException malformed) {
            throw new ProblemException(Problem.of(
                    ProblemType.BAD_REQUEST, "The query is not one of an address: write what is no letter, digit or -._~ as percent and two hexadecimal digits (UTF-8)."));
        }
    }

    /** All that are known and given, by name: what an answer may depend on. */
    Map<String, String> known() {
        return values;
    }

    /** A page of a list. */
    public record Page<T>(List<T> items, String next) {}

    public Optional<String> text(String name) {
        if (!KNOWN.contains(name)) {
            throw new IllegalArgumentException("the parameter " + name + " has to be listed, or answers that depend on it would be taken for each other");
        }
        return Optional.ofNullable(values.get(name));
    }

    /** Languages by {@code ?lang=}, else by Accept-Language. */
    public Language language() {
        return text("lang")
                .map(tag -> Language.of(tag)
                        .orElseThrow(() -> bad("lang", "is no language of the Games; use a tag such as en, fr, es")))
                .orElseGet(() -> Answers.header(request, "accept-language").map(Language::accepted).orElse(Language.ENGLISH));
    }

    public Optional<LocalDate> date(String name) {
        return text(name).map(value -> {
            try {
                return LocalDate.parse(value);
            } catch (DateTimeException malformed) {
                throw bad(name, "must be a date, YYYY-MM-DD");
            }
        });
    }

    /** Name of a ScheduleStatus. */
    public Optional<String> status() {
        return text("status").map(value -> {
            if (STATUSES.contains(value)) {
                return value;
            }
            throw bad("status", "must be one of " + String.join(", ", STATUSES));
        });
    }

    /** Whether {@code name} is true; absent is false. */
    public boolean flag(String name) {
        return flag(name, false);
    }

    /** Whether {@code name} is true; {@code absent} where it is not given. */
    public boolean flag(String name, boolean absent) {
        return text(name).map(value -> {
            if (!value.equals("true") && !value.equals("false")) {
                throw bad(name, "must be true or false");
            }
            return value.equals("true");
        }).orElse(absent);
    }

    public Optional<Long> number(String name) {
        return text(name).map(value -> {
            if (!value.matches("\\d{1,10}")) {
                throw bad(name, "must be a whole number");
            }
            return Long.parseLong(value);
        });
    }

    /** The Games asked for, which must be known; else the default ones ({@link Board#defaultGames}); empty where there are none. */
    public String games(Board board, GamesSettings settings) {
        Optional<String> asked = text("games");
        if (asked.filter(board.decisions().retired()::containsKey).isPresent()) {
            throw retiredGames(asked.get());
        }
        if (asked.isPresent() && !board.games().contains(asked.get())) {
            throw unknownGames(asked.get());
        }
        return asked.orElseGet(() -> board.defaultGames(settings.defaultGames()));
    }

    public static ProblemException unknownGames(String asked) {
        return new ProblemException(Problem.of(ProblemType.NOT_FOUND, "No Games \"" + asked + "\" are known; GET /v1/games lists them."));
    }

    /** What is answered about Games that are retired. */
    public static ProblemException retiredGames(String code) {
        return new ProblemException(Problem.of(
                ProblemType.GAMES_RETIRED,
                "Operations have retired the Games \"" + code + "\"; nothing is taken or shown of them any more. Take another Games; GET /v1/games lists them."));
    }

    /** A unit's code. */
    public static Rsc rsc(String value) {
        if (!Rsc.isRsc(value)) {
            throw new ProblemException(Problem.of(
                    ProblemType.BAD_REQUEST, "\"" + value + "\" is no RSC: 34 characters of A-Z, 0-9, '.' and '-'."));
        }
        return new Rsc(value);
    }

    /** A competition code: 22 characters, or an RSC that begins with it. */
    public static String competitionCode(String value) {
        if (!RSC_PREFIX.matcher(value).matches()) {
            throw new ProblemException(Problem.of(
                    ProblemType.BAD_REQUEST, "\"" + value + "\" is no competition code: the first 22 characters of an RSC."));
        }
        return value.substring(0, 22);
    }

    /**
     * The page asked for by {@code limit} and {@code cursor}.
     *
     * @param name unique name of an item; items are sorted so that the names after the cursor's come next
     */
    public <T> Page<T> page(List<T> items, Function<T, String> name) {
        return page(items, name, LIMIT_MAX);
    }

    /** The same, of at most {@code max} items. */
    public <T> Page<T> page(List<T> items, Function<T, String> name, int max) {
        int limit = limit(max);
        int from = text("cursor").map(cursor -> after(items, name, cursor)).orElse(0);
        int to = Math.min(items.size(), from + limit);
        String next = to < items.size() ? encode(name.apply(items.get(to - 1))) : null;
        return new Page<>(items.subList(from, to), next);
    }

    /** How many items are asked for, at most {@code max}. */
    public int limit(int max) {
        long limit = number("limit").orElse((long) Math.min(LIMIT, max));
        if (limit < 1 || limit > max) {
            throw bad("limit", "must be 1 to " + max);
        }
        return (int) limit;
    }

    private <T> int after(List<T> items, Function<T, String> name, String cursor) {
        String last = decode(cursor);
        Predicate<T> isLast = item -> name.apply(item).equals(last);
        for (int i = 0; i < items.size(); i++) {
            if (isLast.test(items.get(i))) {
                return i + 1;
            }
        }
        throw bad("cursor", "is not of this list, or the list has changed; begin again without it");
    }

    public static String encode(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    public static String decode(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw bad("cursor", "is none that was given here");
        }
    }

    public static ProblemException bad(String parameter, String fault) {
        return new ProblemException(Problem.of(ProblemType.BAD_REQUEST, "The parameter " + parameter + ' ' + fault + '.').with("parameter", parameter));
    }
}
