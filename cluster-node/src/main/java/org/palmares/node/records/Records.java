package org.palmares.node.records;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Outcome;
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
 * What operations decided and did: JSON documents with versions in a competition that belongs to no Games, so that they are journalled,
 * replicated and on every board as results are (docs/decisions/0005). Who writes a version that somebody else has written meanwhile is told so.
 */
public final class Records {

    private static final String SOURCE = "PALMARES";

    private static final Logger LOG = LoggerFactory.getLogger(Records.class);

    /**
     * A kind of record.
     *
     * @param type type of its documents, PALMARES_…
     * @param whole whether everything is there that is relied upon; others are left out, as what cannot be read
     * @param order the order in which all are given
     */
    public record Kind<T>(String type, Class<T> form, Predicate<T> whole, Comparator<T> order) {}

    /** A record as it was read, for as long as its document is that one; bounded as documents are. */
    private record Read(OdfDocument document, Optional<?> value) {}

    /** All records of a kind in one state of their competition. */
    private record All(Competition state, List<?> values) {}

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
        Competition state = board.get(CompetitionId.OPERATIONS).map(CompetitionView::state).orElseGet(Competition::start);
        All known = all.get(kind);
        if (known == null || known.state() != state) {
            known = new All(state, state.documents().entrySet().stream()
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
        return board.get(CompetitionId.OPERATIONS)
                .flatMap(view -> view.state().document(new DocumentKey(kind.type(), code, "", "", "")))
                .flatMap(document -> parsed(document, kind));
    }

    /**
     * Records a version; false when somebody else has recorded that version.
     *
     * @param type type of the record, PALMARES_…
     * @param code what it is about
     * @param version one more than that of the last
     */
    public CompletionStage<Boolean> record(String type, String code, long version, Object value) {
        byte[] bytes = Json.bytes(value);
        SourceStamp stamp = new SourceStamp(SOURCE, clock.instant(), version, hash(bytes));
        OdfDocument document = new OdfDocument(new DocumentKey(type, code, "", "", ""), stamp, ResultStatus.NONE, false, Content.of(bytes));
        return competitions
                .decide(CompetitionId.OPERATIONS, new RecordDocument(document, Entries.none()))
                .thenApply(reply -> reply instanceof CompetitionReply.Accepted accepted && accepted.outcome() != Outcome.STALE);
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
