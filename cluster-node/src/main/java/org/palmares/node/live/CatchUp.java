package org.palmares.node.live;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.live.LiveLog.Missed;
import org.palmares.node.live.rendering.Renderings.Wanted;
import org.palmares.node.live.rendering.Renderings;
import org.palmares.node.live.rendering.Topics;
import org.palmares.node.live.topic.Concerns;
import org.palmares.protocol.contract.FeedCursor;

/**
 * What a reader is told before it follows: where it stands, what it missed, and where it stands then. Nothing is worked out before
 * {@link #frames} is walked, step by step, so that whoever walks may pause between any two. Meanwhile the reader keeps its old cursor: cut off,
 * it begins again from there.
 */
public final class CatchUp {

    /** What there is to tell: nothing to one who has no cursor, what changed, or all where that is not known. */
    private enum Extent {
        NOTHING,
        CHANGES,
        EVERYTHING
    }

    private final LiveReader reader;
    private final Teller teller;
    private final Extent extent;
    private final Optional<LiveLog.Snapshot> log;
    private final Optional<FeedCursor> from;
    private final FeedCursor to;

    /** What values are made with. */
    record Teller(Relevance relevance, Renderings renderings) {}

    private CatchUp(LiveReader reader, Teller teller, Extent extent, Optional<LiveLog.Snapshot> log, Optional<FeedCursor> from, FeedCursor to) {
        this.reader = reader;
        this.teller = teller;
        this.extent = extent;
        this.log = log;
        this.from = from;
        this.to = to;
    }

    /** For one who has no cursor and follows from {@code now} on. */
    static CatchUp none(LiveReader reader, Teller teller, FeedCursor now) {
        return new CatchUp(reader, teller, Extent.NOTHING, Optional.empty(), Optional.of(now), now);
    }

    /** For one whose cursor the log covers; {@code to} is where it stands once it has caught up. */
    static CatchUp changes(LiveReader reader, Teller teller, LiveLog.Snapshot log, FeedCursor from, FeedCursor to) {
        return new CatchUp(reader, teller, Extent.CHANGES, Optional.of(log), Optional.of(from), to);
    }

    /** For one of whom it is not known what was missed; {@code from} is empty where its cursor could not be read. */
    static CatchUp everything(LiveReader reader, Teller teller, Optional<FeedCursor> from, FeedCursor to) {
        return new CatchUp(reader, teller, Extent.EVERYTHING, Optional.empty(), from, to);
    }

    /** The log that it is worked out from; the same for all who come while nothing changes. */
    Optional<LiveLog.Snapshot> log() {
        return log;
    }

    /** Each step is a frame, or nothing where something turned out not to be wanted. */
    public Iterator<Optional<LiveFrame>> frames() {
        String cursor = from.map(FeedCursor::toString).orElse(Signs.NOTHING);
        Stream<Optional<LiveFrame>> start = Stream.of(Optional.of(Signs.start(cursor)));
        if (extent == Extent.NOTHING) {
            return start.iterator();
        }
        Stream<Optional<LiveFrame>> resync = extent == Extent.EVERYTHING ? Stream.of(Optional.of(Signs.resync(cursor))) : Stream.empty();
        Set<ChangeKey> common = new HashSet<>();
        Stream<Optional<LiveFrame>> values = missed().map(one -> frame(one, cursor, common));
        Stream<Optional<LiveFrame>> end = cursor.equals(to.toString()) ? Stream.empty() : Stream.of(Optional.of(Signs.cursor(to.toString())));
        return Stream.concat(Stream.concat(start, resync), Stream.concat(values, end)).iterator();
    }

    private Stream<Missed> missed() {
        return extent == Extent.CHANGES ? log.orElseThrow().after(from.orElseThrow()).orElseThrow().stream() : everything();
    }

    private Optional<LiveFrame> frame(Missed missed, String cursor, Set<ChangeKey> common) {
        ChangeKey key = missed.key();
        if (!reader.filter().mayWant(key)) {
            return Optional.empty();
        }
        boolean shown = teller.relevance().isShownTo(reader.filter(), key);
        ChangeKey subject = Topics.shownBy(key);
        if (!shown && !reader.filter().fits(missed.touched()) || !subject.equals(key) && !common.add(subject)) {
            return Optional.empty();
        }
        return teller.renderings().of(new Wanted(key, reader.language(), !shown), Optional.empty())
                .map(is -> LiveFrame.of(subject, cursor, is));
    }

    private Stream<Missed> everything() {
        LiveFilter filter = reader.filter();
        return teller.relevance().shown().sorted(filter.games()).stream()
                .filter(view -> filter.mayWant(view.id()))
                .flatMap(view -> view.fence().around("competition", view.id(), () -> Topics.all(view)).orElse(List.of()).stream())
                .map(key -> new Missed(key, Concerns.NOBODY));
    }
}
