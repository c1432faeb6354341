package org.palmares.node.results;

import org.palmares.competition.DocumentKey;
import org.palmares.competition.OdfDocument;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.board.DocumentChoice;
import org.palmares.node.view.Parts;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.contract.Shapes.DocumentShape;

/** ODF documents in general: what they are and where to read them. */
public final class Documents {

    private Documents() {}

    /** A document that is neither result nor medallists. */
    public static DocumentShape shape(CompetitionView competition, OdfDocument document) {
        return new DocumentShape(
                document.key().type(),
                document.key().code(),
                Parts.orNull(document.key().subcode()),
                Parts.orNull(document.key().subtype()),
                Parts.orNull(document.key().language()),
                document.version(),
                Parts.status(document),
                document.withdrawn() ? true : null,
                competition.id().code(),
                competition.position().toString(),
                href(competition.id().games(), document.key()));
    }

    /** The address that gives just this document, whatever others there are about the same. */
    private static String href(String games, DocumentKey key) {
        StringBuilder href = new StringBuilder(Paths.of(Paths.ODF, key.type(), key.code()) + "?games=" + Paths.encoded(games));
        href.append("&language=").append(Paths.encoded(DocumentChoice.language(key)));
        if (!key.subcode().isEmpty()) {
            href.append("&subcode=").append(Paths.encoded(key.subcode()));
        }
        if (!key.subtype().isEmpty()) {
            href.append("&subtype=").append(Paths.encoded(key.subtype()));
        }
        return href.toString();
    }

}
