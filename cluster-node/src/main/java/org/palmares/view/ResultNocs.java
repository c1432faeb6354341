package org.palmares.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.palmares.board.CompetitionView;
import org.palmares.competition.OdfDocument;

/** The NOCs of those in a result: read from it once, however many ask. Safe for use from any thread. */
public final class ResultNocs {

    private static final int DOCUMENTS_MAX = 20_000;
    /** Roughly what all together may take, in characters. */
    private static final long WEIGHT_MAX = 4_000_000;
    private static final int ENTRY_WEIGHT = 100;

    private static final ResultNocs SHARED = new ResultNocs();

    private final Map<String, Set<String>> byHash = new LinkedHashMap<>(64, 0.75f, true);
    private long weight;

    private ResultNocs() {}

    /** NOCs of the rows of {@code document}. */
    public static Set<String> of(OdfDocument document) {
        return SHARED.nocs(document);
    }

    private Set<String> nocs(OdfDocument document) {
        String hash = document.stamp().hash();
        synchronized (this) {
            Set<String> known = byHash.get(hash);
            if (known != null) {
                return known;
            }
        }
        // Codes are few and repeat in every result, so each is kept once.
        Set<String> read = CompetitionView.read(document).rows().stream()
                .map(row -> row.competitor().organisation())
                .filter(noc -> !noc.isEmpty())
                .map(noc -> noc.length() <= 3 ? noc.intern() : noc)
                .collect(Collectors.toUnmodifiableSet());
        keep(hash, read);
        return read;
    }

    private synchronized void keep(String hash, Set<String> nocs) {
        if (byHash.put(hash, nocs) == null) {
            weight += weight(nocs);
        }
        var eldest = byHash.values().iterator();
        while (weight > WEIGHT_MAX || byHash.size() > DOCUMENTS_MAX) {
            weight -= weight(eldest.next());
            eldest.remove();
        }
    }

    private static long weight(Set<String> nocs) {
        return ENTRY_WEIGHT + nocs.stream().mapToLong(noc -> 8 + noc.length()).sum();
    }
}
