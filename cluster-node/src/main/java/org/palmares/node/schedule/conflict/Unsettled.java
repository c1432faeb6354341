package org.palmares.node.schedule.conflict;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.palmares.competition.Competition;
import org.palmares.competition.Conflict;
import org.palmares.competition.Entry;
import org.palmares.competition.Provenance;
import org.palmares.competition.Stamp;
import org.palmares.competition.UnitEdit;
import org.palmares.competition.UnitEdits;
import org.palmares.competition.UnitField.Register;
import org.palmares.competition.UnitField;
import org.palmares.protocol.odf.Sha256;
import org.palmares.protocol.odf.Unit;

/**
 * A conflict as it is listed: both values whole, so that either can be chosen. Pure, and the same in every data centre that knows the same.
 *
 * @param id names the unit, the register, and what stands against each other: it is another one when one of the two says something new
 * @param unit RSC of the unit
 * @param values the newest first
 */
record Unsettled(String id, String unit, Register register, List<Said> values) {

    /** Its parts are the unit, the register and a hash; none of them has a dot in it but an RSC, which has 34 characters. */
    static final int RSC = 34;
    private static final int HASH_DIGITS = 16;

    /**
     * What one of the two says.
     *
     * @param at when it was accepted
     * @param edit where it is a person
     * @param feed where it is a message
     */
    record Said(SortedMap<UnitField, String> value, Stamp at, Optional<UnitEdit> edit, Optional<Provenance> feed) {

        /** A feed that says the same again says nothing new. */
        private String name() {
            return edit.map(person -> at + "\n").orElse("") + value;
        }
    }

    /** All that is unsettled in a competition, by unit. */
    static Stream<Unsettled> of(Competition state) {
        return state.edits().keySet().stream().flatMap(unit -> of(state, unit).stream());
    }

    /** What is unsettled about a unit. */
    static List<Unsettled> of(Competition state, String unit) {
        return state.conflicts(unit).stream().map(conflict -> of(state, unit, conflict)).toList();
    }

    /** The unit that an id names; empty where it is none. */
    static Optional<String> unitOf(String id) {
        return Optional.of(id).filter(text -> text.length() > RSC && text.charAt(RSC) == '.').map(text -> text.substring(0, RSC));
    }

    private static Unsettled of(Competition state, String unit, Conflict conflict) {
        UnitEdits edits = state.edits(unit);
        Stream<Said> both = conflict.other()
                .map(other -> people(edits, conflict.edit(), other, conflict.register()))
                .orElseGet(() -> personAndFeed(edits, conflict, state.units().entries().get(unit)));
        List<Said> values = both.sorted(Comparator.comparing(Said::at).reversed()).toList();
        String names = String.join("\n", values.stream().map(Said::name).toList());
        String hash = Sha256.hex(names.getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
        return new Unsettled(unit + '.' + conflict.register().name().toLowerCase(Locale.ROOT) + '.' + hash, unit, conflict.register(), values);
    }

    private static Stream<Said> personAndFeed(UnitEdits edits, Conflict conflict, Entry<Unit> word) {
        SortedMap<UnitField, String> person = new TreeMap<>();
        conflict.feed().keySet().forEach(field -> person.put(field, lastWord(edits, field).orElseThrow()));
        return Stream.of(
                new Said(person, conflict.edit().accepted(), Optional.of(conflict.edit()), Optional.empty()),
                new Said(new TreeMap<>(conflict.feed()), word.accepted(), Optional.empty(), Optional.of(word.by())));
    }

    private static Optional<String> lastWord(UnitEdits edits, UnitField field) {
        return edits.newestFirst().stream().filter(edit -> edit.changes().containsKey(field)).findFirst().map(edit -> edit.changes().get(field).to());
    }

    /** Each with the fields that either changed: those of the other as they were when it was made. */
    private static Stream<Said> people(UnitEdits edits, UnitEdit later, UnitEdit earlier, Register register) {
        SortedSet<UnitField> fields = new TreeSet<>(later.changes().keySet());
        fields.addAll(earlier.changes().keySet());
        fields.removeIf(field -> field.register() != register || valueOf(edits, later, earlier, field).equals(valueOf(edits, earlier, later, field)));
        return Stream.of(said(edits, later, earlier, fields), said(edits, earlier, later, fields));
    }

    private static Said said(UnitEdits edits, UnitEdit one, UnitEdit other, SortedSet<UnitField> fields) {
        SortedMap<UnitField, String> value = new TreeMap<>();
        fields.forEach(field -> value.put(field, valueOf(edits, one, other, field)));
        return new Said(value, one.accepted(), Optional.of(one), Optional.empty());
    }

    private static String valueOf(UnitEdits edits, UnitEdit one, UnitEdit other, UnitField field) {
        if (one.changes().containsKey(field)) {
            return one.changes().get(field).to();
        }
        return one.after()
                .flatMap(known -> edits.newestFirst().stream()
                        .filter(edit -> edit.accepted().compareTo(known) <= 0 && edit.changes().containsKey(field))
                        .findFirst())
                .map(edit -> edit.changes().get(field).to())
                .orElseGet(() -> other.changes().get(field).over());
    }

    /** Index of the value that {@code now} has; empty where it has parts of both. */
    Optional<Integer> inForce(Unit now) {
        return Stream.iterate(0, index -> index < values.size(), index -> index + 1).filter(index -> isIn(now, values.get(index).value())).findFirst();
    }

    private static boolean isIn(Unit now, Map<UnitField, String> value) {
        return value.entrySet().stream().allMatch(one -> one.getKey().of(now).equals(one.getValue()));
    }
}
