package org.palmares.node.view;

import java.util.List;
import org.palmares.protocol.contract.Shapes.CompetitorShape;
import org.palmares.protocol.contract.Shapes.MemberShape;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Names;
import org.palmares.protocol.odf.Competitor;
import org.palmares.protocol.odf.PersonName;

/** Who competes, as it is shown everywhere. */
public final class Competitors {

    private Competitors() {}

    /** Who competes: an athlete by name, a team by its own. */
    public static CompetitorShape shape(Competitor competitor, Language language) {
        List<MemberShape> members = competitor.members().stream()
                .map(member -> new MemberShape(
                        member.code(),
                        PersonName.of(member.familyName(), member.givenName()),
                        Parts.orNull(member.bib()),
                        Parts.orNull(member.organisation())))
                .toList();
        String name = competitor.teamName();
        if (name.isEmpty() && members.size() == 1) {
            name = members.get(0).name();
        } else if (name.isEmpty()) {
            name = competitor.organisation().isEmpty() ? competitor.code() : Names.noc(competitor.organisation(), language);
        }
        return new CompetitorShape(
                competitor.code(), Parts.orNull(competitor.type()), Parts.orNull(competitor.organisation()), name, Parts.orNull(competitor.bib()), members);
    }
}
