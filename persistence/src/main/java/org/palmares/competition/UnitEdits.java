package org.palmares.competition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.palmares.competition.UnitEdit.Change;
import org.palmares.competition.UnitEdit.Holding;
import org.palmares.protocol.odf.Unit;

/**
 * What people changed of one unit, and what follows from that together with the word of the feeds (docs/decisions/0014). Joining is the union.
 *
 * @param newestFirst the changes, the newest first
 */
public record UnitEdits(List<UnitEdit> newestFirst) {

    /** Of a unit that nobody changed. */
    public static final UnitEdits NONE = new UnitEdits(List.of());

    private static final Comparator<UnitEdit> NEWEST_FIRST = Comparator.comparing(UnitEdit::accepted).reversed();

    public UnitEdits {
        newestFirst = List.copyOf(newestFirst);
    }

    /** Joins the two; gives {@code this} itself when {@code other} brings nothing new. */
    UnitEdits merge(UnitEdits other) {
        List<UnitEdit> union = new ArrayList<>(newestFirst);
        other.newestFirst.stream().filter(edit -> newestFirst.stream().noneMatch(known -> known.accepted().equals(edit.accepted()))).forEach(union::add);
        if (union.size() == newestFirst.size()) {
            return this;
        }
        union.sort(NEWEST_FIRST);
        List<UnitEdit> kept = cut(union);
        return kept.equals(newestFirst) ? this : new UnitEdits(kept);
    }

    /** The newest, and whatever older one has the last word on a field or on the hold: so the cut never changes what is in force. */
    private static List<UnitEdit> cut(List<UnitEdit> union) {
        List<UnitEdit> kept = new ArrayList<>();
        Set<UnitField> spoken = EnumSet.noneOf(UnitField.class);
        boolean held = false;
        for (UnitEdit edit : union) {
            boolean last = !spoken.containsAll(edit.changes().keySet()) || !held && edit.holding() != Holding.LEAVES;
            if (kept.size() < Limits.EDITS_KEPT || last) {
                kept.add(edit);
            }
            spoken.addAll(edit.changes().keySet());
            held |= edit.holding() != Holding.LEAVES;
        }
        return kept;
    }

    /** The newest change. */
    Optional<UnitEdit> newest() {
        return newestFirst.stream().filter(UnitEdit::isChange).findFirst();
    }

    /** The request of the same name that is remembered of this unit. */
    public Optional<Asking> repeated(Asking asking) {
        return asking.among(newestFirst.stream().map(edit -> edit.by().asking()).toList());
    }

    /** Whether messages of feeds are kept from changing the plan. */
    public boolean isHeld() {
        return newestFirst.stream().map(UnitEdit::holding).filter(holding -> holding != Holding.LEAVES).findFirst().map(Holding.HOLDS::equals).orElse(false);
    }

    /** The newest word of a person on each field. */
    private Map<UnitField, UnitEdit> lastWords() {
        Map<UnitField, UnitEdit> last = new EnumMap<>(UnitField.class);
        newestFirst.forEach(edit -> edit.changes().keySet().forEach(field -> last.putIfAbsent(field, edit)));
        return last;
    }

    /** The same, but that who only held a unit as it was has not settled what others had said before. */
    private Map<UnitField, UnitEdit> openWords() {
        Map<UnitField, UnitEdit> open = new EnumMap<>(UnitField.class);
        newestFirst.forEach(edit -> edit.changes().keySet().forEach(field -> {
            UnitEdit newer = open.get(field);
            if (newer == null || newer.onlyHolds(field)) {
                open.put(field, edit);
            }
        }));
        return open;
    }

    /** The unit as it is, where {@code word} is what the feeds say. */
    Entry<Unit> over(Entry<Unit> word) {
        Unit unit = word.value();
        for (Map.Entry<UnitField, UnitEdit> last : lastWords().entrySet()) {
            if (isInForce(last.getKey(), last.getValue(), word)) {
                unit = last.getKey().with(unit, last.getValue().changes().get(last.getKey()).to());
            }
        }
        return unit == word.value() ? word : new Entry<>(word.by(), unit, word.since(), word.weight(), word.dated());
    }

    /** The newest change that made the unit another, over {@code word}: a hold, a release or a settlement may leave it as it is. */
    Optional<UnitEdit> shown(Entry<Unit> word) {
        Unit now = over(word).value();
        for (int i = 0; i < newestFirst.size(); i++) {
            Unit before = new UnitEdits(newestFirst.subList(i + 1, newestFirst.size())).over(word).value();
            if (!before.equals(now)) {
                return Optional.of(newestFirst.get(i));
            }
        }
        return Optional.empty();
    }

    /**
     * A person's word stands while the feeds say what they said then, or while the unit is held. When they say something else it is the later one
     * that stands; what they only say again they have said when they said it first.
     */
    private boolean isInForce(UnitField field, UnitEdit edit, Entry<Unit> word) {
        return isHeld() && field.register() == UnitField.Register.PLAN
                || !isContradicted(field, edit, word)
                || edit.accepted().compareTo(word.since()) > 0;
    }

    private static boolean isContradicted(UnitField field, UnitEdit edit, Entry<Unit> word) {
        return !field.of(word.value()).equals(edit.changes().get(field).over());
    }

    /** What nobody has settled yet. */
    public List<Conflict> conflicts(Entry<Unit> word) {
        List<Conflict> conflicts = new ArrayList<>();
        for (UnitField.Register register : UnitField.Register.values()) {
            Map<UnitField, String> feed = contradictions(register, word);
            boolean overruled = openWords().entrySet().stream()
                    .filter(last -> feed.containsKey(last.getKey()))
                    .anyMatch(last -> !isInForce(last.getKey(), last.getValue(), word));
            openWords().entrySet().stream()
                    .filter(last -> feed.containsKey(last.getKey()))
                    .map(Map.Entry::getValue)
                    .max(Comparator.comparing(UnitEdit::accepted))
                    .ifPresent(edit -> conflicts.add(new Conflict(register, edit, Optional.empty(), feed, overruled)));
            unaware(register).ifPresent(conflicts::add);
        }
        return conflicts;
    }

    /** Fields on which feeds say something else than a person, or than was so when the unit was held. */
    private Map<UnitField, String> contradictions(UnitField.Register register, Entry<Unit> word) {
        Map<UnitField, String> feed = new EnumMap<>(UnitField.class);
        openWords().forEach((field, edit) -> {
            Change change = edit.changes().get(field);
            String says = field.of(word.value());
            boolean matters = change.isOfAPerson() || isHeld() && register == UnitField.Register.PLAN;
            if (field.register() == register && matters && isContradicted(field, edit, word) && !says.equals(change.to())) {
                feed.put(field, says);
            }
        });
        return feed;
    }

    /** The newest two who did not know of each other, unless somebody who knew both has settled it. */
    private Optional<Conflict> unaware(UnitField.Register register) {
        List<UnitEdit> of = newestFirst.stream().filter(edit -> edit.registers().contains(register)).toList();
        for (UnitEdit later : of) {
            for (UnitEdit earlier : of) {
                if (earlier.accepted().compareTo(later.accepted()) < 0 && later.isUnawareOf(earlier) && !later.values().equals(earlier.values())) {
                    return Optional.of(new Conflict(register, later, Optional.of(earlier), Map.of(), false));
                }
            }
            if (later.settles()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Bytes it takes in memory, about. */
    long weight() {
        return newestFirst.stream().mapToLong(Weights::of).sum();
    }
}
