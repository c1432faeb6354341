package org.palmares.journal;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;

/**
 * Names the journal of one replica of a competition: what that replica accepted, and nothing of the others.
 *
 * @param competition whose
 * @param replica which of its replicas
 */
public record JournalId(CompetitionId competition, ReplicaId replica) {

    private static final Pattern FORM = Pattern.compile("competition\\|([^|]+)\\|([^|]+)");

    /** As persistence id: {@code competition|OG2024~ATHM100M--------------|paris}. Stored, so never to be changed. */
    public String value() {
        return "competition|" + competition.value() + '|' + replica.name();
    }

    /** Reads the form that {@link #value()} gives; empty where it is something else's persistence id. */
    public static Optional<JournalId> parse(String persistenceId) {
        Matcher matcher = FORM.matcher(persistenceId);
        return matcher.matches()
                ? Optional.of(new JournalId(CompetitionId.parse(matcher.group(1)), new ReplicaId(matcher.group(2))))
                : Optional.empty();
    }
}
