package org.palmares.node.records;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Outcome;
import org.palmares.competition.Rejection;
import org.palmares.competition.SourceStamp;
import org.palmares.journal.CompetitionReply;
import org.palmares.journal.Competitions;
import org.palmares.node.board.Board;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.json.Json;
import org.palmares.protocol.odf.ResultStatus;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operations and schedulers decided and did: JSON documents with versions in competitions that belong to no Games, so that they are journalled,
 * replicated and on every board as results are (docs/decisions/0005). Who writes a version that somebody else has written meanwhile is told so.
 */
public final class Records {

    private static final String SOURCE = "PALMARES";

    private static final Competition NOTHING = Competition.start();

    private static final Logger LOG = LoggerFactory.getLogger(Records.class);

    /**
     * A kind of record.
     *
     * @param shelf where they are
     * @param type type of its documents, PALMARES_…
     * @param whole whether everything is there that is relied upon; others are left out, as what cannot be read
     * @param order the order in which all are given
     */
    public record Kind<T>(Shelf shelf, String type, Class<T> form, Predicate<T> whole, Comparator<T> order) {}

    /** A record as it was read, for as long as its document is that one; bounded as documents are. */
    private record Read(OdfDocument document, Optional<?> value) {}

    /** All records of a kind in one state of their competitions. */
    private record All(List<Competition> states, List<?> values) {

        /** The very same states: comparing what is in them would cost more than reading it. */
        private boolean isOf(List<Competition> now) {
            return IntStream.range(0, now.size()).allMatch(i -> now.get(i) == states.get(i));
        }
    }

    private final Map<DocumentKey, Read> read = new ConcurrentHashMap<>();
    private final Map<Kind<?>, All> all = new ConcurrentHashMap<>();
    private final Board board;
    private final Competitions competitions;
    private final InstantSource clock;
    private final Metrics metrics;

    /** @param metrics counts records that cannot be read and are left out */
    public Records(Board board, Competitions competitions, InstantSource clock, Metrics metrics) {
        this.board = board;
        this.competitions = competitions;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Every record of {@code kind}, in its order. Asked several times a second: read again only when something has changed, and then only what has. */
    @SuppressWarnings("unchecked")
    public <T> List<T> all(Kind<T> kind) {
        List<Competition> states = kind.shelf().competitions().stream().map(this::state).toList();
        All known = all.get(kind);
        if (known == null || !known.isOf(states)) {
            known = new All(states, states.stream()
                    .flatMap(state -> state.documents().entrySet().stream())
                    .filter(document -> document.getKey().type().equals(kind.type()))
                    .flatMap(document -> parsed(document.getValue().latest(), kind).stream())
                    .sorted(kind.order())
                    .toList());
            all.put(kind, known);
        }
        return (List<T>) known.values();
    }

    /** The last version of the record about {@code code}. */
    public <T> Optional<T> latest(Kind<T> kind, String code) {
        return state(kind.shelf().of(code)).document(key(kind.type(), code)).flatMap(document -> parsed(document, kind));
    }

    /** What is known of one of their competitions. */
    private Competition state(CompetitionId id) {
        return board.get(id).map(CompetitionView::state).orElse(NOTHING);
    }

    private static DocumentKey key(String type, String code) {
        return new DocumentKey(type, code, "", "", "");
    }

    /** Records a version of a record of {@code kind}; see {@link #record(Shelf, String, String, long, Object)}. */
    public <T> CompletionStage<Recording> record(Kind<T> kind, String code, long version, T value) {
        return record(kind.shelf(), kind.type(), code, version, value);
    }

    /**
     * Records a version.
     *
     * @param type type of the record, PALMARES_…
     * @param code what it is about
     * @param version one more than that of the last
     */
    public CompletionStage<Recording> record(Shelf shelf, String type, String code, long version, Object value) {
        byte[] bytes = Json.bytes(value);
        SourceStamp stamp = new SourceStamp(SOURCE, clock.instant(), version, hash(bytes));
        OdfDocument document = new OdfDocument(key(type, code), stamp, ResultStatus.NONE, false, Content.of(bytes));
        CompetitionId competition = shelf.of(code);
        Competition before = state(competition);
        if (before.document(document.key()).isEmpty() && !shelf.takesNew(before.weight() + document.content().deflated().length)) {
            return CompletableFuture.completedFuture(full(document, "its shelf is full"));
        }
        return competitions.decide(competition, new RecordDocument(document, Entries.none())).thenApply(reply -> reply.fold(new CompetitionReply.Cases<Recording>() {
            @Override
            public Recording accepted(CompetitionReply.Accepted accepted) {
                return accepted.outcome() == Outcome.STALE ? Recording.TAKEN : Recording.KEPT;
            }

            @Override
            public Recording rejected(CompetitionReply.Rejected rejected) {
                return rejected.rejection() instanceof Rejection.VersionConflict ? Recording.TAKEN : full(document, rejected.rejection());
            }
        }));
    }

    private Recording full(OdfDocument document, Object why) {
        metrics.count(Metrics.Counter.LEFT_OUT, "operations_record");
        LOG.warn("a record cannot be kept: {} version {}: {}", LogText.of(document.key()), document.version(), why);
        return Recording.FULL;
    }

    private static String hash(byte[] bytes) {
        return java.util.UUID.nameUUIDFromBytes(bytes).toString().replace("-", "");
    }

    /** Empty where the record cannot be read: it is left out, and everything else is carried out all the same. */
    private <T> Optional<T> parsed(OdfDocument document, Kind<T> kind) {
        Read known = read.get(document.key());
        if (known == null || known.document() != document) {
            known = new Read(document, parse(document, kind));
            read.put(document.key(), known);
        }
        return known.value().map(kind.form()::cast);
    }

    private <T> Optional<T> parse(OdfDocument document, Kind<T> kind) {
        try {
            T value = Json.read(document.content().bytes(), kind.form());
            if (!kind.whole().test(value)) {
                throw new IOException("something in it is missing: " + value);
            }
            return Optional.of(value);
        } catch (IOException | RuntimeException damaged) {
            metrics.count(Metrics.Counter.LEFT_OUT, "operations_record");
            LOG.error("a record of operations cannot be read and is left out: {} version {}: {}",
                    LogText.of(document.key()), document.version(), LogText.of(damaged));
            return Optional.empty();
        }
    }
}
