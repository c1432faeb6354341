package org.palmares.node.schedule.conflict;

import java.util.List;
import java.util.Optional;
import org.palmares.competition.SourceStamp;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.live.topic.About;
import org.palmares.node.live.topic.Concerns;
import org.palmares.node.live.topic.Topic;

/** Conflicts, for live readers: all that are open about a unit, whenever one comes or goes. */
public final class ConflictTopic implements Topic<ChangeKey.Conflict> {

    @Override
    public Object value(ChangeKey.Conflict key, About about) {
        return about.competition().map(is -> ConflictShapes.of(is, key.unit())).orElseGet(() -> ConflictShapes.none(key.competition(), key.unit()));
    }

    @Override
    public Optional<SourceStamp> source(ChangeKey.Conflict key, About about) {
        return Optional.empty();
    }

    @Override
    public Concerns concerns(ChangeKey.Conflict key, CompetitionView competition) {
        return Concerns.ofUnit(competition, key.unit());
    }

    @Override
    public boolean isOf(ChangeKey.Conflict key, String unit) {
        return key.unit().equals(unit);
    }

    @Override
    public List<ChangeKey.Conflict> all(CompetitionView competition) {
        return Unsettled.of(competition.state()).map(Unsettled::unit).distinct().map(unit -> new ChangeKey.Conflict(competition.id(), unit)).toList();
    }
}
