package org.palmares.node.live.rendering;

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
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.feed.Passed;
import org.palmares.node.live.topic.About;
import org.palmares.node.watch.Metrics.Counter;
import org.palmares.node.watch.Metrics;
import org.palmares.protocol.json.Json;
import org.palmares.protocol.names.Language;
import org.palmares.protocol.text.LogText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Values as JSON: made once for each language, shared by all who get them, those who catch up too. What cannot be rendered is left
 * out, counted and logged. Safe for use from any thread.
 */
public final class Renderings {

    private static final Logger LOG = LoggerFactory.getLogger(Renderings.class);
    private static final int BYTES_MAX = 24 * 1024 * 1024;
    private static final int ENTRY_BYTES = 300;

    /**
     * What is wanted.
     *
     * @param left whether the value is none of those that the reader follows any more
     */
    public record Wanted(ChangeKey key, Language language, boolean left) {}

    /**
     * A value as JSON.
     *
     * @param made names the value: equal where the value is the same
     */
    public record Rendering(Object made, JsonText data) {}

    /** One that is kept for as long as its competition has not changed; a common one for as long as no common ones have. */
    private record Kept(WeakReference<CompetitionView> of, long common, boolean stamped, Rendering rendering) {}

    private final Shown shown;
    private final ZoneId zone;
    private final InstantSource clock;
    private final Metrics metrics;
    private final Map<Wanted, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);
    private final AtomicLong made = new AtomicLong();
    private long bytes;

    /** @param zone of the Games, to which header times are local */
    public Renderings(Shown shown, ZoneId zone, InstantSource clock, Metrics metrics) {
        this.shown = shown;
        this.zone = zone;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** How many were made, not taken from what was kept. */
    public long made() {
        return made.get();
    }

    /** The value as it is shown; empty where it cannot be rendered. */
    public Optional<Rendering> of(Wanted wanted, Optional<Passed> passed) {
        Optional<ChangeKey> common = Topics.of(wanted.key()).common(wanted.key());
        long now = common.isPresent() ? shown.commonRevision() : 0;
        Optional<CompetitionView> competition = shown.get(wanted.key().competition());
        Wanted name = new Wanted(common.orElse(wanted.key()), wanted.language(), wanted.left());
        Optional<Kept> known = kept(name)
                .filter(is -> common.isPresent() ? is.common() == now : competition.isPresent() && is.of().get() == competition.get());
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
            About about = new About(competition, () -> readable(key), wanted.language());
            made.incrementAndGet();
            byte[] json = Json.bytes(new LiveValue(about, zone).of(key, wanted.left(), passed, clock.instant()));
            Object mark = same.or(() -> Topics.of(key).mark(key, about)).orElseGet(Object::new);
            return Optional.of(new Rendering(mark, new JsonText(json)));
        } catch (RuntimeException | StackOverflowError failure) {
            metrics.count(Counter.LIVE_LEFT_OUT, key.kind().event());
            LOG.error("{}: a change cannot be shown and is left out", LogText.of(key), failure);
            return Optional.empty();
        }
    }

    /** Competitions that can be read: one that cannot must not take the whole table away. */
    private Collection<CompetitionView> readable(ChangeKey key) {
        List<CompetitionView> readable = new ArrayList<>();
        for (CompetitionView view : shown.of(key.competition().games())) {
            try {
                Topics.of(key).concerns(key, view);
                readable.add(view);
            } catch (RuntimeException failure) {
                metrics.count(Counter.LIVE_LEFT_OUT, key.kind().event());
                LOG.error("{}: it cannot be read and is left out of what all show", view.id(), failure);
            }
        }
        return readable;
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

    /** With what may still be packed of it, which is a third or less. */
    private static int size(Kept rendering) {
        return ENTRY_BYTES + rendering.rendering().data().size() / 3 * 4;
    }
}
