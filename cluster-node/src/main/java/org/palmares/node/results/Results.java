package org.palmares.node.results;

import java.util.List;
import org.palmares.competition.OdfDocument;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.view.Competitors;
import org.palmares.node.view.Parts;
import org.palmares.protocol.contract.Shapes.ResultShape;
import org.palmares.protocol.contract.Shapes.RowShape;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.odf.ResultMessage;
import org.palmares.protocol.odf.ResultRow;

/** Results as they are shown. Nothing in it depends on the data centre or the time of asking. */
public final class Results {

    private Results() {}

    /** A result document with its rows. */
    public static ResultShape shape(CompetitionView competition, OdfDocument document, Language language) {
        ResultMessage message = competition.read(document);
        return new ResultShape(
                document.key().code(),
                competition.id().code(),
                document.key().type(),
                document.version(),
                Parts.status(document),
                competition.position().toString(),
                null,
                message.rows().stream().map(row -> row(row, language)).toList());
    }

    /** What is left of a result that was withdrawn. */
    public static ResultShape withdrawn(CompetitionView competition, String code) {
        return new ResultShape(
                code, competition.id().code(), "DT_RESULT", 0, null, competition.position().toString(), true, List.of());
    }

    /** A row. */
    public static RowShape row(ResultRow row, Language language) {
        return new RowShape(
                row.sortOrder(),
                Parts.orNull(row.rank()),
                row.rankEqual(),
                Parts.orNull(row.result()),
                Parts.orNull(row.resultType()),
                Parts.orNull(row.irm()),
                Parts.orNull(row.wlt()),
                Parts.orNull(row.qualification()),
                Parts.orNull(row.startOrder()),
                Parts.orNull(row.competitor().bib()),
                Parts.orNull(row.diff()),
                Competitors.shape(row.competitor(), language));
    }
}
