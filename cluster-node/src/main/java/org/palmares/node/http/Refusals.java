package org.palmares.node.http;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Rejection.Impossible;
import org.palmares.competition.Rejection.KeyUsed;
import org.palmares.competition.Rejection.Outdated;
import org.palmares.competition.Rejection.TooMany;
import org.palmares.competition.Rejection.UnknownUnit;
import org.palmares.competition.Rejection.VersionConflict;
import org.palmares.competition.Rejection;
import org.palmares.competition.UnitEdit;
import org.palmares.competition.UnitField;
import org.palmares.gateway.CompetitionGateway;
import org.palmares.journal.Outage;
import org.palmares.journal.SetAside;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.node.records.Recording;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.ProblemType;

/** What a competition refuses, as a problem. */
public final class Refusals implements Rejection.Cases<Problem> {

    private static final String RETRY_SECONDS = "1";

    private final CompetitionId competition;

    private Refusals(CompetitionId competition) {
        this.competition = competition;
    }

    public static Problem problem(CompetitionId competition, Rejection rejection) {
        return rejection.fold(new Refusals(competition));
    }

    /**
     * Tells who wanted something recorded that it was not.
     *
     * @param taken what to say where somebody else has recorded something in the same moment
     */
    public static void requireKept(Recording recording, String taken) {
        recording.fold(
                () -> recording,
                () -> {
                    throw new ProblemException(Problem.of(ProblemType.CHANGED_MEANWHILE, taken));
                },
                () -> {
                    throw new ProblemException(recordsFull());
                });
    }

    /** As many records are kept as may be. */
    public static Problem recordsFull() {
        return Problem.of(ProblemType.STORE_FULL, "As many records of this kind are kept as may be; nothing was done. Tell operations.");
    }

    /** What to tell who asked for something that nobody answered; {@code again} says what to do where it is not known what became of it. */
    public static CompletionException unanswered(Throwable failure, String again) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof SetAside.Unreadable unreadable) {
            return new CompletionException(Queries.unreadable(unreadable));
        }
        if (cause instanceof CompetitionGateway.Crowded) {
            return new CompletionException(Budget.busy());
        }
        if (!(cause instanceof CompetitionGateway.NoAnswer) && !Outage.is(cause)) {
            // A fault of ours: its stack is logged where it is answered, and nobody is sent looking for a quorum.
            return new CompletionException(cause);
        }
        return new CompletionException(new ProblemException(Problem.of(ProblemType.NO_QUORUM, again).header(Headers.RETRY_AFTER, RETRY_SECONDS)));
    }

    @Override
    public Problem versionConflict(VersionConflict conflict) {
        return Problem.of(
                        ProblemType.VERSION_CONFLICT,
                        "Version " + conflict.version() + " of " + conflict.key().type() + ' ' + conflict.key().code()
                                + " was received with other content, which stays. Send the new content with a higher Version.")
                .with("version", conflict.version());
    }

    @Override
    public Problem tooMany(TooMany tooMany) {
        return Problem.of(
                ProblemType.LIMIT_REACHED,
                "Competition " + competition.code() + " may hold " + tooMany.limit() + ' ' + tooMany.what() + "; this would pass that.");
    }

    @Override
    public Problem unknownUnit(UnknownUnit unknown) {
        return Problem.of(ProblemType.NOT_FOUND, "The timetable has no unit " + unknown.unit() + ", or not any more; GET /v1/schedule lists those there are.");
    }

    @Override
    public Problem outdated(Outdated outdated) {
        return Problem.of(ProblemType.OUTDATED, "The unit has changed since it was read" + by(outdated) + ": see changes. Read it again, and change it with its new revision.")
                .with("revision", outdated.now().toString())
                .with("changes", outdated.since().stream().map(Refusals::change).toList())
                .with("feed", outdated.feed());
    }

    /** What has changed since, in short, for who gets one line of each unit. */
    public static String inShort(Outdated outdated) {
        return "The unit has changed since it was read" + by(outdated) + ". Read it again.";
    }

    private static String by(Outdated outdated) {
        Set<String> names = new LinkedHashSet<>();
        outdated.since().forEach(edit -> names.add(edit.by().name()));
        if (outdated.feed()) {
            names.add("a venue's feed");
        }
        return names.isEmpty() ? "" : ", by " + String.join(", ", names);
    }

    private static Map<String, Object> change(UnitEdit edit) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("at", edit.accepted().instant().toString());
        shape.put("site", edit.accepted().replica().name());
        shape.put("author", edit.by().name());
        shape.put("reason", edit.by().reason());
        Map<String, String> values = new LinkedHashMap<>();
        edit.values().forEach((field, value) -> values.put(name(field), value));
        shape.put("new", values);
        return shape;
    }

    @Override
    public Problem impossible(Impossible impossible) {
        String field = name(impossible.field());
        return Problem.of(ProblemType.IMPOSSIBLE_CHANGE, "Correct what faults names; nothing was changed.")
                .with("faults", List.of(Map.of("field", field, "message", field + ": " + impossible.why())));
    }

    @Override
    public Problem keyUsed(KeyUsed used) {
        return keyUsed(used.key());
    }

    /** The Idempotency-Key was used for something else. */
    public static Problem keyUsed(String key) {
        return Problem.of(ProblemType.KEY_USED, "The Idempotency-Key " + key + " was used for another change. Take a new one for each.");
    }

    /** A field as JSON has it: {@code hideStart}. */
    public static String name(UnitField field) {
        String[] words = field.name().toLowerCase(Locale.ROOT).split("_");
        return words[0] + Arrays.stream(words).skip(1).map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1)).collect(Collectors.joining());
    }
}
