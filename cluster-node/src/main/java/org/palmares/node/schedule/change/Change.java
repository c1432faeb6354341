package org.palmares.node.schedule.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.UnitField;
import org.palmares.node.records.Records;
import org.palmares.node.records.Shelf;

/**
 * A change of many units, as it is kept: first with what is to be done, then with what became of it. Whoever finds one that runs and is carried out by nobody
 * does that.
 *
 * @param id names it
 * @param version 1 while it runs, 2 when it is over
 * @param node the node that carries it out
 * @param at when it was asked for
 * @param by who, by the name of the key
 * @param via how that is known
 * @param correlation by which name the request can be followed; empty where a release kept it that did not say
 * @param key the Idempotency-Key; empty where there is none
 * @param request hash of what was asked for: the same key may not ask for something else
 * @param action what is done with each unit
 * @param undoes the change that it takes back; empty for others
 * @param unchanged how many units more were named that had the values already
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Change(
        String id,
        long version,
        String games,
        String node,
        State state,
        Instant at,
        String by,
        String via,
        String correlation,
        String key,
        String request,
        String action,
        String reason,
        String undoes,
        List<Part> units,
        int unchanged) {

    static final Records.Kind<Change> KIND = new Records.Kind<>(
            Shelf.CHANGES, "PALMARES_CHANGE", Change.class, Change::isWhole, java.util.Comparator.comparing(Change::at).thenComparing(Change::id).reversed());

    /** Where it stands. */
    enum State {
        RUNNING,
        DONE,
        /** Some units could not be changed. */
        PARTLY
    }

    /**
     * What becomes of a unit; fields by the names of {@link org.palmares.competition.UnitField}.
     *
     * @param revision of the unit when it was planned
     * @param outcome {@code changed}, {@code unchanged}, {@code changed-since} or the type of a problem; empty before
     * @param detail of a problem
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Part(String code, String competition, String revision, Map<String, String> before, Map<String, String> after, String outcome, String detail) {

        static final String CHANGED = "changed";
        static final String UNCHANGED = "unchanged";
        static final String CHANGED_SINCE = "changed-since";

        Part {
            before = before == null ? Map.of() : Map.copyOf(before);
            after = after == null ? Map.of() : Map.copyOf(after);
            revision = revision == null ? "" : revision;
            outcome = outcome == null ? "" : outcome;
            detail = detail == null ? "" : detail;
        }

        Part ended(String how, String more) {
            return new Part(code, competition, revision, before, after, how, more);
        }

        boolean isGood() {
            return outcome.equals(CHANGED) || outcome.equals(UNCHANGED);
        }
    }

    Change {
        correlation = correlation == null ? "" : correlation;
        key = key == null ? "" : key;
        request = request == null ? "" : request;
        reason = reason == null ? "" : reason;
        undoes = undoes == null ? "" : undoes;
        units = units == null ? List.of() : List.copyOf(units);
    }

    /** What has a field or a competition that this release does not know is left out as a whole: nobody is told that half of it was all. */
    private static boolean isWhole(Change change) {
        change.units.forEach(part -> {
            new CompetitionId(change.games, part.competition());
            Stream.concat(part.before().keySet().stream(), part.after().keySet().stream()).forEach(UnitField::valueOf);
        });
        return Stream.of(change.id, change.games, change.node, change.state, change.at, change.by, change.via, change.action).allMatch(Objects::nonNull);
    }

    /** The same, over, with what became of its units. */
    Change ended(List<Part> parts) {
        State end = parts.stream().allMatch(Part::isGood) ? State.DONE : State.PARTLY;
        return new Change(id, version + 1, games, node, end, at, by, via, correlation, key, request, action, reason, undoes, parts, unchanged);
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }
}
