package org.palmares.node.live;

import java.lang.ref.WeakReference;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.util.ByteString;
import org.palmares.journal.LogText;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.feed.Passed;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.json.Json;
import org.palmares.protocol.names.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values as lines of data: made once for each language, shared by all who get them, those who catch up too. What cannot be rendered is left
 * out, counted and logged. Safe for use from any thread.
 */
final class Renderings {

    private static final Logger LOG = LoggerFactory.getLogger(Renderings.class);
    private static final int BYTES_MAX = 24 * 1024 * 1024;
    private static final int ENTRY_BYTES = 300;

    /**
     * What is wanted.
     *
     * @param left whether the value is none of those that the reader follows any more
     */
    record Wanted(ChangeKey key, Language language, boolean left) {}

    /**
     * A value as data.
     *
     * @param made names the value
     */
    record Rendering(Object made, ByteString data) {}

    /** One that is kept for as long as its competition has not changed; a medal table for as long as no medals have. */
    private record Kept(WeakReference<CompetitionView> of, long medals, boolean stamped, Rendering rendering) {}

    private final Shown shown;
    private final ZoneId zone;
    private final InstantSource clock;
    private final Metrics metrics;
    private final Map<Wanted, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private final AtomicLong made = new AtomicLong();
    private long bytes;

    Renderings(Shown shown, ZoneId zone, InstantSource clock, Metrics metrics) {
        this.shown = shown;
        this.zone = zone;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** How many were made, not taken from what was kept. */
    long made() {
        return made.get();
    }

    /** The value as it is shown; empty where it cannot be rendered. */
    Optional<Rendering> of(Wanted wanted, Optional<Passed> passed) {
        boolean isTable = wanted.key().kind() == ChangeKey.Kind.MEDALS;
        long now = isTable ? shown.medalsRevision() : 0;
        Optional<CompetitionView> competition = shown.get(wanted.key().competition());
        Wanted name = new Wanted(LiveFrame.shownBy(wanted.key()), wanted.language(), wanted.left());
        Optional<Kept> known = kept(name)
                .filter(is -> isTable ? is.medals() == now : competition.isPresent() && is.of().get() == competition.get());
        if (known.isPresent() && (known.get().stamped() || passed.isEmpty())) {
            return known.map(Kept::rendering);
        }
        Optional<Rendering> rendering = render(wanted, competition, passed, known.map(is -> is.rendering().made()));
        rendering.ifPresent(is -> competition.ifPresent(of -> keep(name, new Kept(new WeakReference<>(of), now, passed.isPresent(), is))));
        return rendering;
    }

    private Optional<Rendering> render(Wanted wanted, Optional<CompetitionView> competition, Optional<Passed> passed, Optional<Object> same) {
        ChangeKey key = wanted.key();
        try {
            LiveValue value = new LiveValue(competition, () -> withMedals(key.competition().games()), zone, wanted.language());
            made.incrementAndGet();
            byte[] json = Json.bytes(value.of(key, wanted.left(), passed, clock.instant()));
            return Optional.of(new Rendering(same.orElseGet(() -> mark(wanted, competition)), EventText.data(json)));
        } catch (RuntimeException | StackOverflowError failure) {
            metrics.count(Counter.LIVE_LEFT_OUT, key.kind().event());
            LOG.error("{}: a change cannot be shown and is left out", LogText.of(key), failure);
            return Optional.empty();
        }
    }

    /** Competitions whose medals can be read: one that cannot must not take the whole table away. */
    private Collection<CompetitionView> withMedals(String games) {
        List<CompetitionView> readable = new ArrayList<>();
        for (CompetitionView view : shown.of(games)) {
            try {
                view.medals();
                readable.add(view);
            } catch (RuntimeException failure) {
                metrics.count(Counter.LIVE_LEFT_OUT, ChangeKey.Kind.MEDALS.event());
                LOG.error("{}: its medals cannot be read and are left out of the table", view.id(), failure);
            }
        }
        return readable;
    }

    /** A result is the same until its document changes, whatever else changes in its competition. */
    private static Object mark(Wanted wanted, Optional<CompetitionView> competition) {
        return wanted.key() instanceof ChangeKey.Result result
                ? competition.flatMap(is -> is.result(result.unit(), wanted.language().odf())).<Object>map(document -> document.stamp()).orElseGet(Object::new)
                : new Object();
    }

    private synchronized Optional<Kept> kept(Wanted wanted) {
        return Optional.ofNullable(kept.get(wanted));
    }

    private synchronized void keep(Wanted wanted, Kept rendering) {
        Kept old = kept.put(wanted, rendering);
        bytes += size(rendering) - (old == null ? 0 : size(old));
        var eldest = kept.values().iterator();
        while (bytes > BYTES_MAX && eldest.hasNext()) {
            bytes -= size(eldest.next());
            eldest.remove();
        }
    }

    private static int size(Kept rendering) {
        return ENTRY_BYTES + rendering.rendering().data().size();
    }
}
