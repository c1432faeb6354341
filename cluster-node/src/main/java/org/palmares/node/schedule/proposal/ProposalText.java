package org.palmares.node.schedule.proposal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.schedule.TimetableNames;
import org.palmares.protocol.contract.planning.Disruption;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.Proposal;
import org.palmares.protocol.contract.planning.Reason;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.names.Names;
import org.palmares.protocol.names.Texts;
import org.palmares.protocol.odf.Rsc;

/** Tells in words what happened, and why units move. */
final class ProposalText {

    static final String SPANS = "spans";
    private static final Texts TEXTS = new Texts("proposals");

    private final TimetableNames names;
    private final Language language;
    private final ZoneOffset zone;

    ProposalText(Collection<CompetitionView> competitions, Language language, ZoneOffset zone) {
        this.names = new TimetableNames(competitions, language);
        this.language = language;
        this.zone = zone;
    }

    /** A reason; of one that something that happened is, that. */
    String why(Reason reason, Rsc unit, List<Disruption> happened) {
        String why = reason.disruption() == null ? knockOn(reason, unit) : happened(happened.get(reason.disruption()));
        return reason.slots() == 0 ? why : why + ' ' + say("slots", Map.of("count", Integer.toString(reason.slots())));
    }

    private String knockOn(Reason reason, Rsc unit) {
        Map<String, String> values = new HashMap<>();
        values.put("units", names.first(reason.units(), code -> names.unit(new Rsc(code))));
        values.put("persons", names.persons(reason.participants(), List.of(unit.discipline())));
        return say(BodyReader.word(reason.rule()), values);
    }

    /** Why what spans others moves. */
    String spans() {
        return say(SPANS, Map.of());
    }

    /** Something that happened. */
    String happened(Disruption event) {
        return event.fold(new Disruption.Cases<>() {
            @Override
            public String venueClosed(Disruption.VenueClosed closed) {
                String place = names.venue(closed.venue()) + (closed.location().isEmpty() ? "" : " (" + closed.location() + ')');
                return say("venue-closed", Map.of("place", place, "from", time(closed.from()), "until", time(closed.until())));
            }

            @Override
            public String capacityHalved(Disruption.CapacityHalved halved) {
                return say("capacity-halved", Map.of("place", names.venue(halved.venue()), "from", time(halved.from()), "until", time(halved.until())));
            }

            @Override
            public String nothingBefore(Disruption.NothingBefore nothing) {
                String what = nothing.venue().isEmpty() ? Names.discipline(nothing.discipline(), language) : names.venue(nothing.venue());
                return say("nothing-before", Map.of("what", what, "at", time(nothing.at())));
            }

            @Override
            public String sessionLost(Disruption.SessionLost lost) {
                return say("session-lost", Map.of("session", session(lost)));
            }
        });
    }

    /** Its code without the discipline, which says it mostly itself. */
    static String session(Disruption.SessionLost lost) {
        return lost.session().substring(lost.session().indexOf(' ') + 1);
    }

    String level(Level level) {
        return say("level." + BodyReader.word(level), Map.of());
    }

    String noSecond(Proposal.NoSecond why) {
        return say("no-second." + BodyReader.word(why), Map.of());
    }

    private String time(Instant at) {
        return TimetableNames.time(at.atOffset(zone));
    }

    private String say(String key, Map<String, String> values) {
        return TEXTS.say(key, language, values);
    }
}
