package org.palmares.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.palmares.competition.CompetitionEvent.DocumentRecorded;
import org.palmares.competition.CompetitionEvent.DocumentVoided;
import org.palmares.competition.CompetitionEvent.EntriesRecorded;
import org.palmares.competition.CompetitionEvent.UnitEdited;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries.Kind;
import org.palmares.competition.Entries;
import org.palmares.competition.Limits;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Provenance;
import org.palmares.competition.Stamp;
import org.palmares.competition.UnitEdit;
import org.palmares.competition.UnitField;
import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.Unit;

/**
 * What must be visible, worked out from the whole history at once by the words of the rules ("what came later" of DESIGN.md) and without the code
 * that is tested.
 */
final class Account {

    private record Said(Provenance by, Entries entries) {}

    private record Word<T>(Provenance by, T value) {}

    private final List<Said> said = new ArrayList<>();
    private final List<OdfDocument> documents = new ArrayList<>();
    private final List<DocumentVoided> voids = new ArrayList<>();
    private final List<UnitEdited> edits = new ArrayList<>();

    Account(List<CompetitionEvent> events) {
        for (CompetitionEvent event : events) {
            event.fold(new CompetitionEvent.Cases<Void>() {
                @Override
                public Void documentRecorded(DocumentRecorded recorded) {
                    documents.add(recorded.document());
                    said.add(new Said(recorded.document().provenance(), recorded.entries()));
                    return null;
                }

                @Override
                public Void entriesRecorded(EntriesRecorded recorded) {
                    said.add(new Said(recorded.by(), recorded.entries()));
                    return null;
                }

                @Override
                public Void documentVoided(DocumentVoided voided) {
                    voids.add(voided);
                    return null;
                }

                @Override
                public Void unitEdited(UnitEdited edited) {
                    edits.add(edited);
                    return null;
                }
            });
        }
        // A repeat changes nothing: of what two data centres took, the first reception counts.
        said.sort(Comparator.comparing(one -> one.by().accepted()));
        List<Said> first = new ArrayList<>();
        said.stream().filter(one -> first.stream().noneMatch(known -> isRepeat(known.by(), one.by()))).forEach(first::add);
        said.clear();
        said.addAll(first);
    }

    private static boolean isRepeat(Provenance one, Provenance other) {
        return one.document().equals(other.document())
                && one.withdrawn() == other.withdrawn()
                && one.source().epoch() == other.source().epoch()
                && one.source().version() == other.source().version()
                && one.source().hash().equals(other.source().hash());
    }

    /** The version of each document that counts; empty where it is withdrawn or all are out of force. */
    Map<DocumentKey, Optional<Long>> documents() {
        Map<DocumentKey, Optional<Long>> versions = new HashMap<>();
        documents.stream().map(OdfDocument::key).distinct().forEach(key -> versions.put(key, documents.stream()
                .filter(document -> document.key().equals(key))
                .filter(distinctBy(document -> List.of(document.stamp().epoch(), document.version(), document.withdrawn(), document.stamp().hash())))
                .filter(document -> newerVersions(document) < (key.isUpdate() ? Limits.UPDATE_VERSIONS_KEPT : Limits.DOCUMENT_VERSIONS_KEPT))
                .filter(document -> !isTakenBack(document.provenance()) && (document.withdrawn() || !isVoid(document.provenance())))
                .max(Comparator.comparing(OdfDocument::provenance, Account::byVersion))
                .filter(document -> !document.withdrawn())
                .map(OdfDocument::version)));
        return versions;
    }

    private long newerVersions(OdfDocument document) {
        return documents.stream()
                .filter(other -> other.key().equals(document.key()))
                .map(other -> number(other.provenance()))
                .distinct()
                .filter(other -> other.get(0).intValue() > document.stamp().epoch()
                        || other.get(0).intValue() == document.stamp().epoch() && other.get(1).longValue() > document.version())
                .count();
    }

    private static <T> java.util.function.Predicate<T> distinctBy(Function<T, ?> what) {
        java.util.Set<Object> seen = new java.util.HashSet<>();
        return one -> seen.add(what.apply(one));
    }

    Map<String, Unit> units() {
        return values(inForce(Kind.UNITS, Entries::units, unit -> unit.code().value()));
    }

    Map<String, Participant> persons() {
        return values(inForce(Kind.PARTICIPANTS, Entries::participants, Participant::code));
    }

    private static <T> Map<String, T> values(Map<String, Word<T>> words) {
        Map<String, T> values = new HashMap<>();
        words.forEach((name, word) -> values.put(name, word.value()));
        return values;
    }

    /** With what people changed: field by field the last word of a person, unless feeds have said something else since and nobody holds the unit. */
    Map<String, Unit> timetable() {
        Map<String, Unit> timetable = new HashMap<>();
        inForce(Kind.UNITS, Entries::units, unit -> unit.code().value()).forEach((code, word) -> {
            List<UnitEdit> of = edits.stream()
                    .filter(edit -> edit.unit().equals(code))
                    .map(UnitEdited::edit)
                    .sorted(Comparator.comparing(UnitEdit::accepted))
                    .toList();
            boolean held = false;
            for (UnitEdit edit : of) {
                held = edit.holding() == UnitEdit.Holding.HOLDS || held && edit.holding() != UnitEdit.Holding.RELEASES;
            }
            Unit unit = word.value();
            for (UnitField field : UnitField.values()) {
                unit = field.with(unit, value(field, of, word.value(), since(code, word.by()), held));
            }
            timetable.put(code, unit);
        });
        return timetable;
    }

    /** When what a message says of a unit was said first: it may only say it again. */
    private Stamp since(String unit, Provenance by) {
        return said.stream()
                .filter(one -> one.by().equals(by))
                .map(one -> one.entries().same().getOrDefault(unit, by.accepted()))
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static String value(UnitField field, List<UnitEdit> edits, Unit word, Stamp since, boolean held) {
        String feed = field.of(word);
        for (int i = edits.size() - 1; i >= 0; i--) {
            UnitEdit.Change change = edits.get(i).changes().get(field);
            if (change != null) {
                boolean kept = held && field.register() == UnitField.Register.PLAN;
                boolean saidAgain = feed.equals(change.over());
                boolean later = edits.get(i).accepted().compareTo(since) > 0;
                return kept || saidAgain || later ? change.to() : feed;
            }
        }
        return feed;
    }

    private <T> Map<String, Word<T>> inForce(Kind kind, Function<Entries, List<T>> values, Function<T, String> code) {
        List<Provenance> full = new ArrayList<>();
        Map<String, List<Word<T>>> words = new HashMap<>();
        List<Word<Boolean>> lists = new ArrayList<>();
        said.stream().filter(one -> one.entries().replaced().contains(kind)).forEach(one -> lists.add(new Word<>(one.by(), false)));
        cut(lists);
        for (Said one : said) {
            if (lists.contains(new Word<>(one.by(), false)) && !isVoid(one.by())) {
                full.removeIf(other -> other.document().equals(one.by().document()) && byVersion(other, one.by()) < 0);
                if (full.stream().noneMatch(other -> other.document().equals(one.by().document()))) {
                    full.add(one.by());
                }
            }
            values.apply(one.entries()).forEach(
                    value -> words.computeIfAbsent(code.apply(value), any -> new ArrayList<>()).add(new Word<>(one.by(), value)));
        }
        words.values().forEach(Account::cut);
        Map<String, Word<T>> inForce = new HashMap<>();
        words.forEach((name, all) -> latest(all.stream().filter(word -> counts(word.by(), full)).toList()).ifPresent(word -> inForce.put(name, word)));
        return inForce;
    }

    /** Of each document so many of the newest are remembered, and of a unit the newest that has a start. */
    private static <T> void cut(List<Word<T>> words) {
        words.sort(Comparator.comparing(Word<T>::by, Account::byVersion).reversed());
        List<Word<T>> all = List.copyOf(words);
        words.removeIf(word -> {
            List<Word<T>> newer = all.subList(0, all.indexOf(word)).stream()
                    .filter(other -> other.by().document().equals(word.by().document()) && !number(other.by()).equals(number(word.by())))
                    .toList();
            boolean newestDated = isDated(word) && newer.stream().noneMatch(Account::isDated);
            return newer.stream().map(other -> number(other.by())).distinct().count() >= Limits.CLAIMS_KEPT && !newestDated;
        });
    }

    private static List<Number> number(Provenance by) {
        return List.of(by.source().epoch(), by.source().version());
    }

    private static boolean isDated(Word<?> word) {
        return word.value() instanceof Unit unit && unit.start().isPresent();
    }

    private boolean counts(Provenance by, List<Provenance> full) {
        return !isVoid(by)
                && full.stream().allMatch(other -> other.document().equals(by.document())
                        ? isRepeat(other, by)
                        : other.source().source().equals(by.source().source())
                                ? !by.source().sent().isBefore(other.source().sent())
                                : by.accepted().compareTo(other.accepted()) >= 0);
    }

    private boolean isTakenBack(Provenance by) {
        return voids.stream().anyMatch(voided -> voided.key().equals(by.document())
                && by.source().epoch() <= voided.epoch()
                && by.source().version() >= voided.from());
    }

    private boolean isVoid(Provenance by) {
        boolean withdrawn = by.document().isUpdate()
                && said.stream().anyMatch(other -> other.by().withdrawn()
                        && other.by().document().equals(by.document())
                        && other.by().source().epoch() == by.source().epoch()
                        && other.by().source().version() == by.source().version());
        return isTakenBack(by) || withdrawn;
    }

    private static <T> Optional<Word<T>> latest(List<Word<T>> words) {
        Map<String, Word<T>> bySource = new HashMap<>();
        Map<DocumentKey, Word<T>> byDocument = new HashMap<>();
        words.forEach(word -> byDocument.merge(word.by().document(), word, (a, b) -> byVersion(a.by(), b.by()) >= 0 ? a : b));
        Comparator<Word<T>> sent = Comparator.<Word<T>, java.time.Instant>comparing(word -> word.by().source().sent())
                .thenComparing(word -> word.by().accepted())
                .thenComparing(word -> word.by().document());
        byDocument.values().forEach(word -> bySource.merge(word.by().source().source(), word, (a, b) -> sent.compare(a, b) >= 0 ? a : b));
        return bySource.values().stream()
                .max(Comparator.<Word<T>, org.palmares.competition.Stamp>comparing(word -> word.by().accepted()).thenComparing(word -> word.by().document()));
    }

    private static int byVersion(Provenance one, Provenance other) {
        return Comparator.<Provenance>comparingInt(by -> by.source().epoch())
                .thenComparingLong(by -> by.source().version())
                .thenComparing(Provenance::withdrawn)
                .thenComparing(by -> by.source().sent())
                .thenComparing(by -> by.source().hash())
                .compare(one, other);
    }
}
