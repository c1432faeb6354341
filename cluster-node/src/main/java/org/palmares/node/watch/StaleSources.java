package org.palmares.node.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Outcome;
import org.palmares.node.watch.Incidents.About;
import org.palmares.node.watch.Incidents.Kind;
import org.palmares.protocol.odf.OdfHeader;

/**
 * Sources whose messages are older than what is known again and again: a counter that started anew or a date years ahead, which the source
 * itself does not notice, for it is answered 200. Safe for use from any thread.
 */
public final class StaleSources {

    /** Stale messages in a row that are no accident any more: a repeated or overtaken message makes one or two. */
    static final int IN_A_ROW = 5;

    private static final int KNOWN_MAX = 2_000;

    /** A source's messages of one type, or those about one code: one document may be frozen while all others go on. */
    private record Row(String games, String source, String type, Optional<String> code) {
        private About about() {
            return new About(
                    Optional.empty(), Optional.empty(),
                    games + ' ' + type + code.map(known -> ' ' + known).orElse("") + (source.isEmpty() ? "" : " of " + source));
        }
    }

    private final Incidents incidents;
    private final Map<Row, Integer> inARow = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Row, Integer> eldest) {
            return size() > KNOWN_MAX;
        }
    };

    StaleSources(Incidents incidents) {
        this.incidents = incidents;
    }

    /**
     * A message was answered.
     *
     * @param holder the competition that holds its document
     * @param header whose message it is, and about what
     */
    public synchronized void answered(CompetitionId holder, OdfHeader header, Outcome outcome) {
        Row all = new Row(holder.games(), header.source(), header.documentType(), Optional.empty());
        Row one = new Row(holder.games(), header.source(), header.documentType(), Optional.of(header.documentCode()));
        if (outcome == Outcome.STALE) {
            boolean told = stale(holder, all, false);
            stale(holder, one, told);
        } else if (outcome != Outcome.DUPLICATE) {
            counts(all);
            counts(one);
        }
    }

    /** Whether there is an incident about {@code row}. */
    private boolean stale(CompetitionId holder, Row row, boolean told) {
        int now = inARow.merge(row, 1, Integer::sum);
        if (now >= IN_A_ROW && !told) {
            incidents.open(
                    Kind.SOURCE_STALE,
                    row.about(),
                    IN_A_ROW + " messages in a row, or more, are older than what is known. Has its counter started again, or did one carry a date or Version far"
                            + " ahead? POST /v1/ops/documents/{type}/{code}/void takes a version out of force.",
                    Map.of("games", row.games(), "source", row.source(), "documentType", row.type(), "competition", holder.code()));
        }
        return now >= IN_A_ROW;
    }

    private void counts(Row row) {
        if (inARow.remove(row) != null) {
            incidents.close(Kind.SOURCE_STALE, row.about());
        }
    }
}
