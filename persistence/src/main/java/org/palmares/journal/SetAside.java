package org.palmares.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.palmares.competition.CompetitionId;

/**
 * Journals that could not be read when the node started, each of which is one competition's and nobody else's trouble: the node serves without
 * these competitions, and says so, until they are read. Safe for use from any thread.
 */
public final class SetAside {

    /** What is asked of a competition cannot be told, or taken, because a journal of it has not been read. */
    public static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(CompetitionId competition, String why) {
            super("a journal of " + competition + " could not be read: " + why, null, false, false);
        }
    }

    private final Map<JournalId, String> journals = new ConcurrentHashMap<>();

    /** {@code journal} cannot be read. */
    public void add(JournalId journal, String why) {
        journals.put(journal, why);
    }

    /** {@code journal} was read after all. */
    public void remove(JournalId journal) {
        journals.remove(journal);
    }

    /** How many journals these are. */
    public int size() {
        return journals.size();
    }

    /** Codes of the competitions of a Games that cannot be served, in order. */
    public List<String> codes(String games) {
        return journals.keySet().stream()
                .map(JournalId::competition)
                .filter(competition -> competition.games().equals(games))
                .map(CompetitionId::code)
                .distinct()
                .sorted()
                .toList();
    }

    /** Why {@code competition} cannot be served, where it cannot. */
    public Optional<Unreadable> of(CompetitionId competition) {
        return first(competition::equals);
    }

    /** Why the competition with {@code code}, or the one that the unit with it belongs to, cannot be served, of any Games, where it cannot. */
    public Optional<Unreadable> ofCode(String code) {
        return first(competition -> code.startsWith(competition.code()));
    }

    /** Why the competition that holds the document cannot be served, of any Games, where it cannot. */
    public Optional<Unreadable> ofDocument(String type, String code) {
        return first(competition -> CompetitionId.ofDocument(competition.games(), type, code).equals(competition));
    }

    /** As {@code competitions}, but what cannot be served takes nothing either: what is known of it may be too little to judge by. */
    public Competitions guarding(Competitions competitions) {
        return (competition, command) -> of(competition)
                .<CompletionStage<CompetitionReply>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> competitions.decide(competition, command));
    }

    private Optional<Unreadable> first(Predicate<CompetitionId> which) {
        // Asked with every answer, and hardly ever is there one.
        if (journals.isEmpty()) {
            return Optional.empty();
        }
        return journals.entrySet().stream()
                .filter(journal -> which.test(journal.getKey().competition()))
                .findFirst()
                .map(journal -> new Unreadable(journal.getKey().competition(), journal.getValue()));
    }
}
