package org.palmares.node.schedule;

import java.util.List;
import java.util.Optional;
import org.palmares.competition.Entry;
import org.palmares.competition.SourceStamp;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.live.topic.About;
import org.palmares.node.live.topic.Concerns;
import org.palmares.node.live.topic.Topic;
import org.palmares.protocol.contract.Shapes.RemovedUnit;

/** Units of the timetable, for live readers. */
public final class ScheduleTopic implements Topic<ChangeKey.Schedule> {

    @Override
    public Object value(ChangeKey.Schedule key, About about) {
        return about.competition()
                .flatMap(is -> Units.shape(is, key.unit(), new Places(about.games()), about.language()))
                .<Object>map(unit -> unit)
                .orElse(new RemovedUnit(key.unit(), key.competition().code(), true));
    }

    @Override
    public Optional<SourceStamp> source(ChangeKey.Schedule key, About about) {
        return about.competition().map(is -> is.state().timetable().get(key.unit())).map(Entry::source);
    }

    @Override
    public Concerns concerns(ChangeKey.Schedule key, CompetitionView competition) {
        return Concerns.ofUnit(competition, key.unit());
    }

    @Override
    public boolean isOf(ChangeKey.Schedule key, String unit) {
        return key.unit().equals(unit);
    }

    @Override
    public List<ChangeKey.Schedule> all(CompetitionView competition) {
        return competition.units().map(unit -> unit.code().value()).sorted().map(code -> new ChangeKey.Schedule(competition.id(), code)).toList();
    }
}
