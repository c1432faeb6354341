package org.palmares.competition;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.palmares.competition.CompetitionCommand.EditUnit.Basis;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.competition.CompetitionEvent.Origin;
import org.palmares.competition.CompetitionEvent.UnitEdited;
import org.palmares.competition.Decision.Result;
import org.palmares.competition.Rejection.Impossible;
import org.palmares.competition.Rejection.KeyUsed;
import org.palmares.competition.Rejection.Outdated;
import org.palmares.competition.Rejection.TooMany;
import org.palmares.competition.Rejection.UnknownUnit;
import org.palmares.competition.UnitEdit.Change;
import org.palmares.competition.UnitEdit.Holding;
import org.palmares.protocol.odf.Unit;

/** Decides what people want to change. */
final class Editing {

    private static final Decision TOO_MANY = new Decision.Rejected(new TooMany("bytes of what people changed", Limits.EDITS_BYTES_MAX));

    private final Competition state;
    private final EditUnit command;
    private final UnitEdits edits;

    Editing(Competition state, EditUnit command) {
        this.state = state;
        this.command = command;
        this.edits = state.edits(command.unit());
    }

    /** The answer; {@code origin} is that of the event, should there be one. */
    Decision decide(Origin origin) {
        Entry<Unit> word = state.units().entries().get(command.unit());
        if (word == null) {
            return new Decision.Rejected(new UnknownUnit(command.unit()));
        }
        Optional<Rejection> unreadable = unreadable();
        if (unreadable.isPresent()) {
            return new Decision.Rejected(unreadable.get());
        }
        Map<UnitField, String> set = new TreeMap<>();
        command.set().forEach((field, text) -> set.put(field, field.canonical(text)));
        return edits.repeated(command.by().asking()).map(this::repeated).orElseGet(() -> decide(origin, word, set));
    }

    private Decision repeated(Asking before) {
        return command.by().asking().asksOtherThan(before)
                ? new Decision.Rejected(new KeyUsed(command.by().key()))
                : new Decision.Accepted(List.of(), Result.of(Outcome.DUPLICATE));
    }

    private Decision decide(Origin origin, Entry<Unit> word, Map<UnitField, String> set) {
        Unit now = state.timetable().get(command.unit()).value();
        Optional<Outdated> outdated = command.basis().filter(Basis::required).map(Basis::seen).flatMap(seen -> state.outdated(command.unit(), seen));
        if (outdated.isPresent()) {
            return new Decision.Rejected(outdated.get());
        }
        Optional<Rejection> impossible = impossible(now, set);
        if (impossible.isPresent()) {
            return new Decision.Rejected(impossible.get());
        }
        boolean changes = set.entrySet().stream().anyMatch(one -> !one.getKey().of(now).equals(one.getValue()));
        boolean holds = command.holding() != Holding.LEAVES && edits.isHeld() != (command.holding() == Holding.HOLDS);
        if (!changes && !holds && !command.settles()) {
            return unchanged(origin);
        }
        UnitEdit edit = new UnitEdit(
                origin.accepted(), command.by(), known(), changes(now, word.value(), set), command.holding(), command.settles());
        return within(edit) ? edited(origin, edit, Outcome.APPLIED) : TOO_MANY;
    }

    private Decision edited(Origin origin, UnitEdit edit, Outcome outcome) {
        return new Decision.Accepted(List.of(new UnitEdited(origin, command.unit(), edit)), Result.of(outcome));
    }

    /** What somebody may ask for again under its name is kept, or it would be a change when it comes after that of somebody else. */
    private Decision unchanged(Origin origin) {
        UnitEdit nothing = new UnitEdit(origin.accepted(), command.by(), known(), new TreeMap<>(), Holding.LEAVES, false);
        boolean comesAgain = command.by().asking().isNamed() && !command.by().request().isEmpty();
        return comesAgain && within(nothing) ? edited(origin, nothing, Outcome.UNCHANGED) : new Decision.Accepted(List.of(), Result.of(Outcome.UNCHANGED));
    }

    /** What is released is so however full it is. */
    private boolean within(UnitEdit edit) {
        long before = state.edits().values().stream().mapToLong(UnitEdits::weight).sum();
        long grows = edits.merge(new UnitEdits(List.of(edit))).weight() - edits.weight();
        return grows <= 0 || before + grows <= Limits.EDITS_BYTES_MAX || edit.holding() == Holding.RELEASES;
    }

    /** The newest change by a person that whoever wants this one knew of. */
    private Optional<Stamp> known() {
        return edits.newestFirst().stream()
                .filter(UnitEdit::isChange)
                .map(UnitEdit::accepted)
                .filter(accepted -> command.basis().map(basis -> accepted.compareTo(basis.seen().newest()) <= 0).orElse(true))
                .findFirst();
    }

    /** What is named; and of a unit that is held from now on all of its plan, as it is. */
    private SortedMap<UnitField, Change> changes(Unit now, Unit feed, Map<UnitField, String> set) {
        SortedMap<UnitField, Change> changes = new TreeMap<>();
        for (UnitField field : UnitField.values()) {
            if (set.containsKey(field) || command.holding() == Holding.HOLDS && field.register() == UnitField.Register.PLAN) {
                changes.put(field, new Change(set.getOrDefault(field, field.of(now)), field.of(feed)));
            }
        }
        return changes;
    }

    private Optional<Rejection> unreadable() {
        for (String text : List.of(command.by().name(), command.by().reason(), command.by().key(), command.by().request(), command.by().correlation())) {
            if (text.length() > Limits.EDIT_TEXT_MAX) {
                return Optional.of(new TooMany("characters of a name, reason, key or correlation id", Limits.EDIT_TEXT_MAX));
            }
        }
        for (Map.Entry<UnitField, String> set : command.set().entrySet()) {
            if (set.getValue().length() > Limits.EDIT_TEXT_MAX) {
                return Optional.of(new Impossible(set.getKey(), "it has more than " + Limits.EDIT_TEXT_MAX + " characters"));
            }
            try {
                set.getKey().canonical(set.getValue());
            } catch (DateTimeException noTime) {
                return Optional.of(new Impossible(set.getKey(), "it is no time with an offset, such as 2024-08-04T21:55:00+02:00"));
            }
        }
        return Optional.empty();
    }

    private static Optional<Rejection> impossible(Unit now, Map<UnitField, String> set) {
        Unit after = now;
        for (Map.Entry<UnitField, String> one : set.entrySet()) {
            after = one.getKey().with(after, one.getValue());
        }
        Optional<Rejection> actual = order(after.actualStart(), after.actualEnd(), UnitField.ACTUAL_END);
        return actual.isPresent() ? actual : order(after.start(), after.end(), UnitField.END);
    }

    private static Optional<Rejection> order(Optional<OffsetDateTime> start, Optional<OffsetDateTime> end, UnitField field) {
        boolean wrong = start.isPresent() && end.isPresent() && end.get().isBefore(start.get());
        return wrong ? Optional.of(new Impossible(field, "it is before the start, " + start.get())) : Optional.empty();
    }
}
