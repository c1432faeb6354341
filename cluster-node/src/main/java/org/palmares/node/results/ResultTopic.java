package org.palmares.node.results;

import java.util.List;
import java.util.Optional;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.SourceStamp;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.live.topic.About;
import org.palmares.node.live.topic.Concerns;
import org.palmares.node.live.topic.Topic;

/** Results of units and phases, for live readers. */
public final class ResultTopic implements Topic<ChangeKey.Result> {

    @Override
    public Object value(ChangeKey.Result key, About about) {
        CompetitionView competition = about.competition().orElseThrow();
        return document(key, about)
                .map(document -> Results.shape(competition, document, about.language()))
                .orElseGet(() -> Results.withdrawn(competition, key.unit()));
    }

    @Override
    public Optional<SourceStamp> source(ChangeKey.Result key, About about) {
        return document(key, about).map(OdfDocument::stamp);
    }

    @Override
    public Concerns concerns(ChangeKey.Result key, CompetitionView competition) {
        return Concerns.ofUnit(competition, key.unit());
    }

    @Override
    public boolean isOf(ChangeKey.Result key, String unit) {
        return key.unit().equals(unit);
    }

    @Override
    public List<ChangeKey.Result> all(CompetitionView competition) {
        return competition.resultCodes().stream().sorted().map(code -> new ChangeKey.Result(competition.id(), code)).toList();
    }

    /** A result is the same until its document changes. */
    @Override
    public Optional<Object> mark(ChangeKey.Result key, About about) {
        return document(key, about).map(OdfDocument::stamp);
    }

    private static Optional<OdfDocument> document(ChangeKey.Result key, About about) {
        return about.competition().flatMap(is -> is.result(key.unit(), about.language().odf()));
    }
}
