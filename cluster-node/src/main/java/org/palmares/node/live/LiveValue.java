package org.palmares.node.live;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.Entry;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.SourceStamp;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.feed.Passed;
import org.palmares.node.results.Documents;
import org.palmares.node.results.MedalStandings;
import org.palmares.node.results.Results;
import org.palmares.node.schedule.Units;
import org.palmares.protocol.contract.Shapes.RemovedUnit;
import org.palmares.protocol.contract.Shapes.Stamps;
import org.palmares.protocol.names.Language;

/** The full value of something that changed, for readers who follow. */
public final class LiveValue implements ChangeKey.Cases<Object> {

    /**
     * A value with its stamps beside its own members.
     *
     * @param left true where the value is none of those that the reader follows any more; else left out
     */
    @JsonInclude(Include.NON_NULL)
    public record Stamped(@JsonUnwrapped Object value, Boolean left, Stamps stamps) {}

    private final Optional<CompetitionView> competition;
    private final Supplier<Collection<CompetitionView>> games;
    private final ZoneId zone;
    private final Language language;

    /**
     * @param competition the competition that the value belongs to, where anything is known of it
     * @param games all competitions of its Games; asked for only where the value is made of all
     * @param zone of the Games, to which header times are local
     */
    public LiveValue(Optional<CompetitionView> competition, Supplier<Collection<CompetitionView>> games, ZoneId zone, Language language) {
        this.competition = competition;
        this.games = games;
        this.zone = zone;
        this.language = language;
    }

    /**
     * The value of {@code key}.
     *
     * @param passed where an event told of it
     * @param sent when it is handed to readers
     * @throws RuntimeException if it cannot be made of what is known
     */
    public Stamped of(ChangeKey key, boolean left, Optional<Passed> passed, Instant sent) {
        return new Stamped(key.fold(this), left ? true : null, stamps(key, passed, sent));
    }

    @Override
    public Object schedule(ChangeKey.Schedule key) {
        return competition
                .flatMap(is -> Units.shape(is, key.unit(), language))
                .<Object>map(unit -> unit)
                .orElse(new RemovedUnit(key.unit(), key.competition().code(), true));
    }

    @Override
    public Object result(ChangeKey.Result key) {
        CompetitionView is = competition.orElseThrow();
        return is.result(key.unit(), language.odf())
                .map(document -> Results.shape(is, document, language))
                .orElseGet(() -> Results.withdrawn(is, key.unit()));
    }

    @Override
    public Object medals(ChangeKey.Medals key) {
        return MedalStandings.of(games.get(), null, language);
    }

    @Override
    public Object document(ChangeKey.Document key) {
        return Documents.shape(competition.orElseThrow(), latest(key).orElseThrow());
    }

    private Optional<OdfDocument> latest(ChangeKey.Document key) {
        return competition.map(is -> is.state().documents().get(key.document())).map(DocumentVersions::latest);
    }

    private Stamps stamps(ChangeKey key, Optional<Passed> passed, Instant sent) {
        Optional<SourceStamp> source = key.fold(new ChangeKey.Cases<>() {
            @Override
            public Optional<SourceStamp> schedule(ChangeKey.Schedule schedule) {
                return competition.map(is -> is.state().timetable().get(schedule.unit())).map(Entry::source);
            }

            @Override
            public Optional<SourceStamp> result(ChangeKey.Result result) {
                return competition.flatMap(is -> is.result(result.unit(), language.odf())).map(OdfDocument::stamp);
            }

            @Override
            public Optional<SourceStamp> medals(ChangeKey.Medals medals) {
                return Optional.empty();
            }

            @Override
            public Optional<SourceStamp> document(ChangeKey.Document document) {
                return latest(document).map(OdfDocument::stamp);
            }
        });
        return new Stamps(
                source.map(stamp -> stamp.sent().atZone(zone).toOffsetDateTime().toString()).orElse(null),
                passed.map(Passed::accepted).map(Instant::toString).orElse(null),
                passed.map(Passed::durable).map(Instant::toString).orElse(null),
                sent.toString());
    }
}
