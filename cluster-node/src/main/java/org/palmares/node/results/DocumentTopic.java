package org.palmares.node.results;

import java.util.List;
import java.util.Optional;
import org.palmares.competition.DocumentVersions;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.SourceStamp;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.live.topic.About;
import org.palmares.node.live.topic.Concerns;
import org.palmares.node.live.topic.Topic;

/** Documents of any other kind, for live readers: what they are, and where to read them. */
public final class DocumentTopic implements Topic<ChangeKey.Document> {

    @Override
    public Object value(ChangeKey.Document key, About about) {
        return Documents.shape(about.competition().orElseThrow(), latest(key, about).orElseThrow());
    }

    @Override
    public Optional<SourceStamp> source(ChangeKey.Document key, About about) {
        return latest(key, about).map(OdfDocument::stamp);
    }

    @Override
    public Concerns concerns(ChangeKey.Document key, CompetitionView competition) {
        return Concerns.NOBODY;
    }

    @Override
    public boolean isOf(ChangeKey.Document key, String unit) {
        return key.document().code().equals(unit);
    }

    /** Who begins anew asks for those it wants. */
    @Override
    public List<ChangeKey.Document> all(CompetitionView competition) {
        return List.of();
    }

    private static Optional<OdfDocument> latest(ChangeKey.Document key, About about) {
        return about.competition().map(is -> is.state().documents().get(key.document())).map(DocumentVersions::latest);
    }
}
