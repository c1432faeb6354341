package org.palmares.competition;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.Entries.Kind;
import org.palmares.protocol.odf.ResultStatus;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Unit;

/** A competition in Paris to which commands are given, one after the other. */
abstract class Deciding {

    static final ReplicaId PARIS = new ReplicaId("paris");
    static final DocumentKey RESULT = new DocumentKey("DT_RESULT", "ATHM100M--------------FNL-000100--", "", "", "");

    static final String DISCIPLINE = "ATH-------------------------------";

    Competition state = Competition.start();
    Instant now = Instant.parse("2030-08-04T10:00:00Z");

    Outcome take(CompetitionCommand command) {
        Decision.Accepted accepted = assertInstanceOf(Decision.Accepted.class, decide(command));
        accepted.events().forEach(event -> state = Evolver.apply(state, event));
        return accepted.outcome();
    }

    Decision decide(CompetitionCommand command) {
        return Decider.decide(state, command, new Moment(now, PARIS));
    }

    static SourceStamp stamp(int minute, long version, String hash) {
        return new SourceStamp("SCH", Instant.parse("2030-08-04T12:00:00Z").plusSeconds(60L * minute), version, hash);
    }

    static RecordDocument result(long version, String hash, boolean withdrawn) {
        SourceStamp stamp = stamp(0, version, hash);
        return new RecordDocument(new OdfDocument(RESULT, stamp, ResultStatus.LIVE, withdrawn, Content.empty()), Entries.none());
    }

    static Unit unit(int number, String venue) {
        return new Unit(
                new Rsc(String.format("ATHM100M--------------FNL-%04d00--", number)),
                new Unit.Plan(Optional.empty(), Optional.empty(), false, false, Map.of(), "", venue, "", "", "", ""),
                Unit.Progress.of(ScheduleStatus.SCHEDULED),
                Unit.Facts.NONE);
    }

    static RecordDocument units(int minute, boolean full, Unit... units) {
        return schedule(full ? "DT_SCHEDULE" : "DT_SCHEDULE_UPDATE", stamp(minute, minute, "h" + minute), units);
    }

    static RecordDocument schedule(String type, SourceStamp stamp, Unit... units) {
        Set<Kind> replaced = type.endsWith("_UPDATE") ? Set.of() : EnumSet.of(Kind.UNITS);
        DocumentKey key = new DocumentKey(type, DISCIPLINE, "", "", "", stamp.source());
        return new RecordDocument(
                new OdfDocument(key, stamp, ResultStatus.NONE, false, Content.empty()),
                new Entries(replaced, List.of(units), List.of(), List.of(), List.of(), Set.of()));
    }

    String venue(int number) {
        return state.units().get(unit(number, "").code().value()).map(Unit::venue).orElse("none");
    }
}
