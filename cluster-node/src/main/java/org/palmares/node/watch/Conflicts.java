package org.palmares.node.watch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.DocumentVersions;
import org.palmares.node.board.Board;
import org.palmares.node.watch.Incidents.About;
import org.palmares.node.watch.Incidents.Kind;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Versions of documents that came with two contents. A refused one is known at once; two that were accepted in two data centres are found when
 * their replicas are joined. Either is over when the source has sent a higher version. Safe for use from any thread.
 */
public final class Conflicts {

    private static final Logger LOG = LoggerFactory.getLogger(Conflicts.class);
    private static final int KNOWN_MAX = 1_000;

    private record Conflict(CompetitionId competition, DocumentKey key, long version) {
        private About about() {
            String document = Stream.of(key.type(), key.code(), key.subcode(), key.subtype(), key.language(), key.source())
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" "));
            return About.of(competition, document + " version " + version);
        }
    }

    private final Board board;
    private final Metrics metrics;
    private final Incidents incidents;
    /** Conflicts that were told, and whether they are open; the eldest are forgotten. */
    private final Map<Conflict, Boolean> known = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Conflict, Boolean> eldest) {
            boolean tooMany = size() > KNOWN_MAX;
            if (tooMany) {
                // Nobody would notice its end any more.
                incidents.close(Kind.VERSION_CONFLICT, eldest.getKey().about());
            }
            return tooMany;
        }
    };

    Conflicts(Board board, Metrics metrics, Incidents incidents) {
        this.board = board;
        this.metrics = metrics;
        this.incidents = incidents;
    }

    /** A version was sent again with other content and refused. */
    public synchronized void refused(CompetitionId competition, DocumentKey key, long version) {
        tell(new Conflict(competition, key, version), "refused");
    }

    /** These documents may have changed on the board. */
    public synchronized void changed(CompetitionId competition, Collection<DocumentKey> keys) {
        for (DocumentKey key : keys) {
            for (long version : versions(competition, key).map(DocumentVersions::conflicts).orElse(List.of())) {
                Conflict conflict = new Conflict(competition, key, version);
                if (!known.containsKey(conflict)) {
                    tell(conflict, "joined");
                }
            }
        }
        closeWhatIsOver(competition, Set.copyOf(keys));
    }

    private void tell(Conflict conflict, String how) {
        metrics.count(Metrics.Counter.VERSION_CONFLICTS, how);
        LOG.warn("{}: {} came with two contents, {}", conflict.competition(), LogText.of(conflict.about().more()), how);
        boolean counts = latest(conflict).map(latest -> latest <= conflict.version()).orElse(true);
        known.put(conflict, counts);
        if (counts) {
            incidents.open(
                    Kind.VERSION_CONFLICT,
                    conflict.about(),
                    how.equals("refused")
                            ? "The version came again with other content, which was refused. A higher Version settles it."
                            : "The version was accepted with two contents in two data centres; the later one is shown. A higher Version settles it.",
                    Map.of(
                            "documentType", conflict.key().type(),
                            "documentCode", conflict.key().code(),
                            "version", String.valueOf(conflict.version()),
                            "how", how));
        }
    }

    private void closeWhatIsOver(CompetitionId competition, Set<DocumentKey> keys) {
        if (!known.containsValue(true)) {
            return;
        }
        known.replaceAll((conflict, open) -> {
            boolean over = open
                    && conflict.competition().equals(competition)
                    && keys.contains(conflict.key())
                    && latest(conflict).map(latest -> latest > conflict.version()).orElse(false);
            if (over) {
                incidents.close(Kind.VERSION_CONFLICT, conflict.about());
            }
            return open && !over;
        });
    }

    private Optional<Long> latest(Conflict conflict) {
        return versions(conflict.competition(), conflict.key()).map(versions -> versions.latest().version());
    }

    private Optional<DocumentVersions> versions(CompetitionId competition, DocumentKey key) {
        return board.get(competition).map(view -> view.state().documents().get(key));
    }
}
