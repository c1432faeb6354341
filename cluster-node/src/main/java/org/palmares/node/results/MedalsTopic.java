package org.palmares.node.results;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.SourceStamp;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.live.topic.About;
import org.palmares.node.live.topic.Concerns;
import org.palmares.node.live.topic.Topic;

/** Medals, for live readers: whichever competition's change, all are shown the table of the Games. */
public final class MedalsTopic implements Topic<ChangeKey.Medals> {

    private static final String NO_COMPETITION = "-".repeat(22);

    @Override
    public Object value(ChangeKey.Medals key, About about) {
        return MedalStandings.of(about.games().get(), null, about.language());
    }

    @Override
    public Optional<SourceStamp> source(ChangeKey.Medals key, About about) {
        return Optional.empty();
    }

    /** The winners there. */
    @Override
    public Concerns concerns(ChangeKey.Medals key, CompetitionView competition) {
        return new Concerns(Set.of(), winners(competition));
    }

    @Override
    public boolean isOf(ChangeKey.Medals key, String unit) {
        return unit.startsWith(key.competition().code());
    }

    @Override
    public List<ChangeKey.Medals> all(CompetitionView competition) {
        return winners(competition).isEmpty() ? List.of() : List.of(new ChangeKey.Medals(competition.id()));
    }

    @Override
    public Optional<ChangeKey.Medals> common(ChangeKey.Medals key) {
        return Optional.of(new ChangeKey.Medals(new CompetitionId(key.competition().games(), NO_COMPETITION)));
    }

    private static Set<String> winners(CompetitionView competition) {
        return competition.medals().stream()
                .flatMap(medal -> medal.competitors().stream())
                .map(winner -> winner.organisation())
                .collect(Collectors.toUnmodifiableSet());
    }
}
