package org.palmares.ops.drill;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import org.palmares.board.Board;
import org.palmares.board.CompetitionView;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.Entries;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Outcome;
import org.palmares.competition.SourceStamp;
import org.palmares.journal.CompetitionReply;
import org.palmares.odf.ResultStatus;

/**
 * What operations decided and did: JSON documents with versions in a competition that belongs to no Games, so that they are journalled,
 * replicated and on every board as results are (docs/decisions/0005). Who writes a version that somebody else has written meanwhile is told so.
 */
public final class OpsRecords {

    static final String DRILL = "PALMARES_DRILL";
    static final String SITE = "PALMARES_SITE";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Board board;
    private final BiFunction<CompetitionId, CompetitionCommand, CompletionStage<CompetitionReply>> competitions;
    private final InstantSource clock;

    /** @param competitions brings a command to a competition */
    public OpsRecords(
            Board board, BiFunction<CompetitionId, CompetitionCommand, CompletionStage<CompetitionReply>> competitions, InstantSource clock) {
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
        return all(DRILL, Drill.class).sorted(Comparator.comparing(Drill::requested).thenComparing(Drill::id).reversed()).toList();
    }

    /** The drill called {@code id}. */
    public Optional<Drill> drill(String id) {
        return latest(DRILL, id).map(document -> parse(document, Drill.class));
    }

    /** Drills that are under way. */
    public List<Drill> running() {
        return drills().stream().filter(Drill::isRunning).toList();
    }

    /** Every data centre of which something was decided. */
    public List<SiteState> sites() {
        return all(SITE, SiteState.class).toList();
    }

    /** What was decided of a data centre last. */
    public Optional<SiteState> site(String name) {
        return latest(SITE, name).map(document -> parse(document, SiteState.class));
    }

    /** Records a version of a drill; false when somebody else has recorded that version. */
    public CompletionStage<Boolean> record(Drill drill) {
        return record(DRILL, drill.id(), drill.version(), drill);
    }

    /** Records a decision about a data centre; false when somebody else has recorded that version. */
    public CompletionStage<Boolean> record(SiteState state) {
        return record(SITE, state.site(), state.version(), state);
    }

    /**
     * Records a version of anything else that operations decide; false when somebody else has recorded that version.
     *
     * @param type type of the record, PALMARES_…
     * @param code what it is about
     * @param version one more than that of the last
     */
    public CompletionStage<Boolean> record(String type, String code, long version, Object value) {
        byte[] bytes = json(value);
        SourceStamp stamp = new SourceStamp(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), version, hash(bytes));
        OdfDocument document = new OdfDocument(new DocumentKey(type, code, "", "", ""), stamp, ResultStatus.NONE, false, Content.of(bytes));
        return competitions
                .apply(CompetitionId.OPERATIONS, new RecordDocument(document, Entries.none(stamp)))
                .thenApply(reply -> reply instanceof CompetitionReply.Accepted accepted && accepted.outcome() != Outcome.STALE);
    }

    private static String hash(byte[] bytes) {
        return java.util.UUID.nameUUIDFromBytes(bytes).toString().replace("-", "");
    }

    private Optional<OdfDocument> latest(String type, String code) {
        return board.get(CompetitionId.OPERATIONS).flatMap(view -> view.state().document(new DocumentKey(type, code, "", "", "")));
    }

    private <T> java.util.stream.Stream<T> all(String type, Class<T> form) {
        return board.get(CompetitionId.OPERATIONS).map(CompetitionView::state).stream()
                .flatMap(state -> state.documents().entrySet().stream())
                .filter(document -> document.getKey().type().equals(type))
                .map(document -> document.getValue())
                .map(DocumentVersions::latest)
                .map(document -> parse(document, form));
    }

    private static <T> T parse(OdfDocument document, Class<T> form) {
        try {
            return JSON.readValue(document.content().bytes(), form);
        } catch (IOException damaged) {
            throw new IllegalStateException(
                    "a record of operations cannot be read: " + document.key() + ": " + new String(document.content().bytes(), StandardCharsets.UTF_8), damaged);
        }
    }
}
