package org.palmares.node.sites;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.palmares.competition.ReplicaId;
import org.palmares.node.records.Recording;
import org.palmares.node.records.Records;
import org.palmares.node.records.Shelf;

/** What was decided of data centres. */
public final class SiteRecords {

    static final Records.Kind<SiteState> KIND = new Records.Kind<>(
            Shelf.DECISIONS, "PALMARES_SITE", SiteState.class, SiteRecords::isWhole, Comparator.comparing(SiteState::site));

    private final Records records;

    /** Kept among {@code records}. */
    public SiteRecords(Records records) {
        this.records = records;
    }

    private static boolean isWhole(SiteState site) {
        return Stream.of(site.site(), site.since(), site.until()).allMatch(Objects::nonNull) && ReplicaId.isName(site.site());
    }

    /** Every data centre of which something was decided. */
    public List<SiteState> all() {
        return records.all(KIND);
    }

    /** What was decided of a data centre last. */
    public Optional<SiteState> of(String site) {
        return records.latest(KIND, site);
    }

    /** Records a decision about a data centre. */
    public CompletionStage<Recording> record(SiteState state) {
        return records.record(KIND, state.site(), state.version(), state);
    }
}
