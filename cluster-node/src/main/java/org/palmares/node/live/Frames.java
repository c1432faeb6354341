package org.palmares.node.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.feed.News.Change;
import org.palmares.node.feed.News.Changed;
import org.palmares.node.feed.Passed;
import org.palmares.node.live.AheadReaders.Ahead;
import org.palmares.node.live.rendering.Renderings.Rendering;
import org.palmares.node.live.rendering.Renderings.Wanted;
import org.palmares.node.live.rendering.Renderings;
import org.palmares.node.live.rendering.Topics;
import org.palmares.node.live.topic.Concerns;
import org.palmares.protocol.contract.FeedCursor;
import org.palmares.protocol.names.Language;

/** Makes the frames of a change, each once for all who get the same. Used by the live actor only. */
final class Frames {

    private final Renderings renderings;
    private final LiveLog log;

    /**
     * A change on its way to readers.
     *
     * @param id the cursor of those who are told of it
     * @param frames what has been made for them
     */
    record Telling(Changed of, ChangeKey key, FeedCursor id, Map<Object, Optional<?>> frames) {

        Telling(Changed of, ChangeKey key, FeedCursor id) {
            this(of, key, id, new HashMap<>());
        }

        /** That of which only the newest value is to be told, to one who stands at {@code id}. */
        static Telling again(ChangeKey key, FeedCursor id) {
            return new Telling(new Changed("", 0, Change.NONE, id), key, id);
        }
    }

    /**
     * Whom a change concerns.
     *
     * @param touched by the values before and after it
     * @param now by what is shown
     */
    record Reach(Concerns touched, Concerns now) {}

    /** What of a frame depends on the reader. */
    private record Variant(Language language, boolean left, Optional<FeedCursor> excess) {}

    /** @param log tells what has changed since */
    Frames(Renderings renderings, LiveLog log) {
        this.renderings = renderings;
        this.log = log;
    }

    /** What one who is interested gets of a change, if anything; {@code more} where the reader knew more than this node when it came. */
    Optional<LiveFrame> of(Telling telling, Reach reach, Interest interest, Optional<Ahead> more) {
        LiveFilter filter = interest.filter();
        boolean left = !filter.fits(reach.now());
        if (!filter.mayWant(telling.key()) || left && !filter.fits(reach.touched())) {
            return Optional.empty();
        }
        boolean seen = more.isPresent()
                && more.get().excess().covers(telling.of().node(), telling.of().number())
                && !log.hasChangedSince(more.get().seen(), telling.key());
        return seen ? Optional.empty() : of(telling, new Variant(interest.language(), left, more.map(Ahead::excess)));
    }

    /** What who reads {@code language} gets of it; {@code left} if it fits the filter no longer. */
    Optional<LiveFrame> of(Telling telling, Language language, boolean left) {
        return of(telling, new Variant(language, left, Optional.empty()));
    }

    private Optional<LiveFrame> of(Telling telling, Variant variant) {
        return cached(telling, variant, () -> {
            FeedCursor id = variant.excess().map(telling.id()::with).orElse(telling.id());
            return data(telling, variant).map(is -> LiveFrame.of(Topics.shownBy(telling.key()), id.toString(), is));
        });
    }

    private Optional<Rendering> data(Telling telling, Variant variant) {
        Wanted wanted = new Wanted(telling.key(), variant.language(), variant.left());
        Optional<Passed> passed = telling.of().change().passed();
        return cached(telling, wanted, () -> renderings.of(wanted, passed));
    }

    @SuppressWarnings("unchecked")
    private static <T> Optional<T> cached(Telling telling, Object name, Supplier<Optional<T>> made) {
        Optional<?> known = telling.frames().get(name);
        if (known == null) {
            known = made.get();
            telling.frames().put(name, known);
        }
        return (Optional<T>) known;
    }
}
