package org.palmares.tools.mutation;

import java.io.NotSerializableException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.apache.pekko.Done;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Content;
import org.palmares.competition.Decider;
import org.palmares.competition.Decision;
import org.palmares.competition.Moment;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.ReplicaId;
import org.palmares.journal.CompetitionReply;
import org.palmares.journal.Contents;
import org.palmares.journal.StoredForm;
import org.palmares.node.board.Board;
import org.palmares.node.board.Calendar;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.board.Fence;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.games.CompetitionShapes;
import org.palmares.node.ingest.Ingestion;
import org.palmares.node.live.rendering.LiveValue;
import org.palmares.node.live.rendering.Topics;
import org.palmares.node.live.topic.About;
import org.palmares.node.participants.Participants;
import org.palmares.node.results.Documents;
import org.palmares.node.results.MedalStandings;
import org.palmares.node.results.Results;
import org.palmares.node.schedule.Places;
import org.palmares.protocol.json.Json;
import org.palmares.protocol.names.Language;

/** A data centre without actors, journal or network: what it accepts goes through the journal's bytes, and all that changes is shown. */
final class Site {

    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final List<Language> LANGUAGES = List.of(Language.ENGLISH, Language.ofOdf("FRA"));

    private final ReplicaId name;
    private final BiConsumer<CompetitionId, CompetitionEvent> accepted;
    private final List<String> leftOut = new ArrayList<>();
    private final Board board = new Board(new Fence(leftOut::add));
    private final Calendar calendar;
    private final Ingestion ingestion;
    private Instant now = Instant.parse("2026-07-01T08:00:00Z");

    /** @param accepted told of every event, as the others get it */
    Site(String name, BiConsumer<CompetitionId, CompetitionEvent> accepted) {
        this.name = new ReplicaId(name);
        this.accepted = accepted;
        this.calendar = new Calendar(board, new GamesSettings(ZONE, LocalTime.of(6, 0), Optional.empty()), (unit, fault) -> {
            throw fault;
        });
        this.ingestion = new Ingestion(this::decide, new Kept(), (header, times) -> board.zones()
                .clock(header.games(), header.source(), times, ZONE)
                .instant(java.time.LocalDateTime.of(header.date(), header.time()), now));
    }

    /** Kinds of what could not be shown. */
    List<String> leftOut() {
        return leftOut;
    }

    Ingestion ingestion() {
        return ingestion;
    }

    Board board() {
        return board;
    }

    /** Time goes on, or back. */
    void pass(long millis) {
        now = now.plusMillis(millis);
    }

    private CompletionStage<CompetitionReply> decide(CompetitionId id, CompetitionCommand command) {
        Competition before = board.get(id).map(CompetitionView::state).orElse(Competition.start());
        Decision decision = Decider.decide(before, command, new Moment(now, name));
        if (decision instanceof Decision.Rejected rejected) {
            return CompletableFuture.completedFuture(new CompetitionReply.Rejected(rejected.rejection()));
        }
        Decision.Accepted taken = (Decision.Accepted) decision;
        taken.events().stream().map(Site::stored).forEach(event -> {
            hear(id, event);
            accepted.accept(id, event);
        });
        Competition after = board.get(id).map(CompetitionView::state).orElse(Competition.start());
        return CompletableFuture.completedFuture(new CompetitionReply.Accepted(taken.result(), after.position(), after.members()));
    }

    private static CompetitionEvent stored(CompetitionEvent event) {
        byte[] bytes = StoredForm.bytes(event);
        try {
            CompetitionEvent read = StoredForm.event(StoredForm.manifest(event), bytes);
            if (!Arrays.equals(bytes, StoredForm.bytes(read))) {
                throw new IllegalStateException("the journal gives back something else than " + event);
            }
            return read;
        } catch (NotSerializableException unreadable) {
            throw new UncheckedIOException("the journal cannot read what it wrote", unreadable);
        }
    }

    /** Something was accepted, here or elsewhere; what changes is shown. */
    void hear(CompetitionId id, CompetitionEvent event) {
        Set<ChangeKey> changes = board.apply(id, event);
        changes.forEach(change -> LANGUAGES.forEach(language -> show(id, change, language)));
    }

    private void show(CompetitionId id, ChangeKey change, Language language) {
        Optional<CompetitionView> view = board.get(id);
        Topics.of(change).concerns(change, view.orElseThrow());
        Json.bytes(new LiveValue(new About(view, () -> board.of(id.games()), language), ZONE).of(change, false, Optional.empty(), now));
    }

    /** All that can be asked for. */
    void askAll() {
        board.games().forEach(games -> {
            calendar.days(games);
            calendar.span(games);
            calendar.today(games, now);
            calendar.clock(games).name(now);
            LANGUAGES.forEach(language -> {
                List<CompetitionView> competitions = board.of(games);
                Json.bytes(MedalStandings.of(competitions, null, language));
                Participants.of(competitions, language).stream().limit(20).forEach(person ->
                        Json.bytes(Participants.detail(competitions, person.code(), language).orElseThrow()));
                competitions.forEach(competition -> ask(competition, language));
            });
        });
    }

    private static void ask(CompetitionView competition, Language language) {
        Json.bytes(CompetitionShapes.shape(competition, language));
        Json.bytes(CompetitionShapes.detail(competition, new Places(List::of), language));
        for (String code : competition.resultCodes()) {
            OdfDocument document = competition.result(code, language.odf()).orElseThrow();
            Json.bytes(Results.shape(competition, document, language));
        }
        competition.documents(any -> true).forEach(versions -> Json.bytes(Documents.shape(competition, versions.latest())));
        Competition state = competition.state();
        Competition again = StoredForm.competition(StoredForm.proto(state));
        if (!again.equals(state)) {
            throw new IllegalStateException("a snapshot gives back something else: " + competition.id());
        }
    }

    /** Position and digest of every competition. */
    Map<String, String> digests() {
        Map<String, String> digests = new java.util.TreeMap<>();
        board.all().forEach(view -> digests.put(view.id().value(), view.state().position() + " " + view.digest()));
        return digests;
    }

    /** Large contents, in memory. */
    private static final class Kept implements Contents {

        private final Map<String, Content> kept = new HashMap<>();

        @Override
        public CompletionStage<Done> keep(Content content) {
            kept.put(content.kept().address(), content);
            return CompletableFuture.completedFuture(Done.getInstance());
        }

        @Override
        public CompletionStage<Content> bring(Content content) {
            return CompletableFuture.completedFuture(kept.get(content.address()));
        }
    }
}
