package org.palmares.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.palmares.board.Board;
import org.palmares.board.ChangeKey;
import org.palmares.board.CompetitionView;
import org.palmares.board.DocumentName;
import org.palmares.competition.Entry;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.SourceStamp;
import org.palmares.odf.Unit;
import org.palmares.view.Shapes.RemovedUnit;
import org.palmares.view.Shapes.Stamps;

/** The full present value of something that changed, for readers who follow, and what it concerns. */
public final class LiveValue {

    /** A value with its stamps beside its own members. */
    public record Stamped(@JsonUnwrapped Object value, Stamps stamps) {}

    /**
     * What a value is about, for readers who follow a part only.
     *
     * @param unit RSC of the unit; empty where it is about none
     * @param venue code of the unit's venue; empty where not known
     * @param nocs NOCs of all concerned
     */
    public record Concerns(String unit, String venue, Set<String> nocs) {}

    private final Board board;
    private final ChangeKey key;
    private final ZoneId zone;

    /** The present value of {@code key}; {@code zone} is that of the Games, to which header times are local. */
    public LiveValue(Board board, ChangeKey key, ZoneId zone) {
        this.board = board;
        this.key = key;
        this.zone = zone;
    }

    /** What it concerns at present. */
    public Concerns concerns() {
        Optional<CompetitionView> competition = board.get(key.competition());
        return switch (key.kind()) {
            case SCHEDULE, RESULT -> new Concerns(key.key(), venue(competition), competition.map(this::nocs).orElse(Set.of()));
            case MEDALS -> new Concerns("", "", competition.map(LiveValue::winners).orElse(Set.of()));
            case DOCUMENT -> new Concerns(DocumentName.parse(key.key()).code(), "", Set.of());
        };
    }

    private String venue(Optional<CompetitionView> competition) {
        return competition.flatMap(is -> is.state().units().get(key.key())).map(Unit::venue).orElse("");
    }

    private Set<String> nocs(CompetitionView competition) {
        return Views.nocs(competition, key.key()).collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<String> winners(CompetitionView competition) {
        return competition.medals().stream()
                .flatMap(medal -> medal.competitors().stream())
                .map(winner -> winner.organisation())
                .collect(Collectors.toSet());
    }

    /**
     * The value in a language.
     *
     * @param durable when it was in the journal, where known
     * @param sent when it is handed to readers
     */
    public Stamped in(Language language, Optional<Instant> durable, Instant sent) {
        Optional<CompetitionView> competition = board.get(key.competition());
        Object value = competition.map(is -> value(is, language)).orElse(new RemovedUnit(key.key(), key.competition().code(), true));
        return new Stamped(value, stamps(competition, durable, sent));
    }

    private Object value(CompetitionView competition, Language language) {
        return switch (key.kind()) {
            case SCHEDULE -> Views.unit(competition, key.key(), language)
                    .<Object>map(unit -> unit)
                    .orElse(new RemovedUnit(key.key(), key.competition().code(), true));
            case RESULT -> competition
                    .result(key.key())
                    .map(document -> Views.result(competition, document, language))
                    .orElseGet(() -> Views.withdrawnResult(competition, key.key()));
            case MEDALS -> MedalStandings.of(board.of(key.competition().games()), null, language);
            case DOCUMENT -> Views.document(competition, document(competition).orElseThrow());
        };
    }

    private Optional<OdfDocument> document(CompetitionView competition) {
        return Optional.ofNullable(competition.state().documents().get(DocumentName.parse(key.key()))).map(versions -> versions.latest());
    }

    private Stamps stamps(Optional<CompetitionView> competition, Optional<Instant> durable, Instant sent) {
        Optional<SourceStamp> source = competition.flatMap(is -> switch (key.kind()) {
            case SCHEDULE -> Optional.ofNullable(is.state().units().entries().get(key.key())).map(Entry::source);
            case RESULT -> is.result(key.key()).map(OdfDocument::stamp);
            case MEDALS -> Optional.empty();
            case DOCUMENT -> document(is).map(OdfDocument::stamp);
        });
        return new Stamps(
                source.map(stamp -> stamp.sent().atZone(zone).toOffsetDateTime().toString()).orElse(null),
                competition.map(is -> is.state().clock().instant().toString()).orElse(null),
                durable.map(Instant::toString).orElse(null),
                sent.toString());
    }
}
