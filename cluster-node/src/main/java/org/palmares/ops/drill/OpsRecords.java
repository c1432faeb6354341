package org.palmares.ops.drill;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.palmares.board.Board;
import org.palmares.board.CompetitionView;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Outcome;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.SourceStamp;
import org.palmares.journal.CompetitionReply;
import org.palmares.journal.LogText;
import org.palmares.odf.ResultStatus;
import org.palmares.ops.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operations decided and did: JSON documents with versions in a competition that belongs to no Games, so that they are journalled,
 * replicated and on every board as results are (docs/decisions/0005). Who writes a version that somebody else has written meanwhile is told so.
 */
public final class OpsRecords {

    static final String DRILL = "PALMARES_DRILL";
    static final String SITE = "PALMARES_SITE";

    private static final String SOURCE = "PALMARES";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Logger LOG = LoggerFactory.getLogger(OpsRecords.class);

    /** A record as it was read, for as long as its document is that one; bounded as documents are. */
    private record Read(OdfDocument document, Optional<?> value) {}

    /** What the records were in one state of their competition. */
    private record All(Competition state, List<Drill> drills, List<SiteState> sites) {}

    private final Map<DocumentKey, Read> read = new ConcurrentHashMap<>();
    private volatile All all = new All(Competition.start(), List.of(), List.of());
    private final Metrics metrics;
    private final Board board;
    private final BiFunction<CompetitionId, CompetitionCommand, CompletionStage<CompetitionReply>> competitions;
    private final InstantSource clock;

    /**
     * @param competitions brings a command to a competition
     * @param metrics counts records that cannot be read and are left out
     */
    public OpsRecords(
            Board board,
            BiFunction<CompetitionId, CompetitionCommand, CompletionStage<CompetitionReply>> competitions,
            InstantSource clock,
            Metrics metrics) {
        this.metrics = metrics;
        this.board = board;
        this.competitions = competitions;
        this.clock = clock;
    }

    /** {@code value} as records have it. */
    public static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Reads what {@link #json} wrote, or a client sent.
     *
     * @throws IOException if it is not of that form; its message says where
     */
    public static <T> T read(byte[] json, Class<T> type) throws IOException {
        T value = JSON.readValue(json, type);
        if (value == null) {
            throw new IOException("null is nothing");
        }
        return value;
    }

    /** All drills, newest first. */
    public List<Drill> drills() {
        return all().drills();
    }

    /** The drill called {@code id}. */
    public Optional<Drill> drill(String id) {
        return latest(DRILL, id).flatMap(document -> parsed(document, Drill.class));
    }

    /** Drills that are under way. */
    public List<Drill> running() {
        return drills().stream().filter(Drill::isRunning).toList();
    }

    /** Every data centre of which something was decided. */
    public List<SiteState> sites() {
        return all().sites();
    }

    /** What was decided of a data centre last. */
    public Optional<SiteState> site(String name) {
        return latest(SITE, name).flatMap(document -> parsed(document, SiteState.class));
    }

    /** Records a version of a drill; false when somebody else has recorded that version. */
    public CompletionStage<Boolean> record(Drill drill) {
        return record(DRILL, drill.id(), drill.version(), drill);
    }

    /** Records a decision about a data centre; false when somebody else has recorded that version. */
    public CompletionStage<Boolean> record(SiteState state) {
        return record(SITE, state.site(), state.version(), state);
    }

    private CompletionStage<Boolean> record(String type, String code, long version, Object value) {
        byte[] bytes = json(value);
        SourceStamp stamp = new SourceStamp(SOURCE, clock.instant(), version, hash(bytes));
        OdfDocument document = new OdfDocument(new DocumentKey(type, code, "", "", ""), stamp, ResultStatus.NONE, false, Content.of(bytes));
        return competitions
                .apply(CompetitionId.OPERATIONS, new RecordDocument(document, Entries.none()))
                .thenApply(reply -> reply instanceof CompetitionReply.Accepted accepted && accepted.outcome() != Outcome.STALE);
    }

    private static String hash(byte[] bytes) {
        return java.util.UUID.nameUUIDFromBytes(bytes).toString().replace("-", "");
    }

    private Optional<OdfDocument> latest(String type, String code) {
        return board.get(CompetitionId.OPERATIONS).flatMap(view -> view.state().document(new DocumentKey(type, code, "", "", "")));
    }

    /** Asked several times a second: read again only when something has changed, and then only what has. */
    private All all() {
        Competition state = board.get(CompetitionId.OPERATIONS).map(CompetitionView::state).orElseGet(Competition::start);
        All known = all;
        if (known.state() == state) {
            return known;
        }
        Comparator<Drill> newestFirst = Comparator.comparing(Drill::requested).thenComparing(Drill::id).reversed();
        All now = new All(state, all(state, DRILL, Drill.class).sorted(newestFirst).toList(), all(state, SITE, SiteState.class).toList());
        all = now;
        return now;
    }

    private <T> Stream<T> all(Competition state, String type, Class<T> form) {
        return state.documents().entrySet().stream()
                .filter(document -> document.getKey().type().equals(type))
                .map(document -> document.getValue().latest())
                .flatMap(document -> parsed(document, form).stream());
    }

    /** Empty where the record cannot be read: it is left out, and everything else is carried out all the same. */
    private <T> Optional<T> parsed(OdfDocument document, Class<T> form) {
        Read known = read.get(document.key());
        if (known == null || known.document() != document) {
            known = new Read(document, parse(document, form));
            read.put(document.key(), known);
        }
        return known.value().map(form::cast);
    }

    private <T> Optional<T> parse(OdfDocument document, Class<T> form) {
        try {
            T value = read(document.content().bytes(), form);
            requireWhole(value);
            return Optional.of(value);
        } catch (IOException | RuntimeException damaged) {
            metrics.count(Metrics.Counter.LEFT_OUT, "operations_record");
            LOG.error("a record of operations cannot be read and is left out: {} version {}: {}",
                    LogText.of(document.key()), document.version(), LogText.of(damaged));
            return Optional.empty();
        }
    }

    /** What everything that is done with records relies on. */
    private static void requireWhole(Object value) {
        boolean whole = true;
        if (value instanceof Drill drill) {
            whole = Stream.of(drill.id(), drill.name(), drill.state(), drill.requested(), drill.ends()).allMatch(Objects::nonNull) && drill.last().isPresent();
        } else if (value instanceof SiteState site) {
            whole = Stream.of(site.site(), site.since(), site.until()).allMatch(Objects::nonNull) && ReplicaId.isName(site.site());
        }
        if (!whole) {
            throw new IllegalArgumentException("something in it is missing: " + value);
        }
    }
}
