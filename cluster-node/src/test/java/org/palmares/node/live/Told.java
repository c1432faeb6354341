package org.palmares.node.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.palmares.node.feed.News;
import org.palmares.node.server.DirectThread;
import org.palmares.node.server.PipeThread;
import org.palmares.protocol.names.Language;

/** A reader that writes down what it is told. */
public final class Told implements LiveReader {

    /** An event as readers get it, in whatever form. */
    public record Event(String name, String id, JsonNode data) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final LiveFilter filter;
    private final List<LiveFrame> frames = new ArrayList<>();
    private Optional<CatchUp> catchUp = Optional.empty();
    private boolean cut;
    private boolean namesGames = true;
    private PipeThread thread = DirectThread.THREAD;

    /** One who follows what {@code filter} wants. */
    public Told(LiveFilter filter) {
        this.filter = filter;
    }

    /** One who follows all of a Games. */
    public static Told all(String games) {
        return new Told(new LiveFilter(games, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** Brings news to {@code hub} without an actor between. */
    public static Consumer<News> to(LiveHub hub) {
        return hub::told;
    }

    /** It asked without Games, and follows those that were meant then. */
    Told byDefault() {
        namesGames = false;
        return this;
    }

    /** It is told by another thread. */
    Told by(PipeThread another) {
        thread = another;
        return this;
    }

    /** Begins to follow; gives itself. */
    public Told follow(LiveHub hub, String... cursor) {
        hub.follow(this, cursor.length == 0 ? Optional.empty() : Optional.of(cursor[0]));
        hub.caughtUp(this);
        return this;
    }

    List<LiveFrame> frames() {
        caughtUp();
        return frames;
    }

    /** What has been told so far. */
    public List<Event> events() {
        return frames().stream().map(Told::event).toList();
    }

    /** The same without what tells of the stream itself. */
    public List<Event> values() {
        return events().stream().filter(event -> !List.of("start", "cursor", "resync", "move").contains(event.name())).toList();
    }

    /** Ids of all events. */
    public List<String> ids() {
        return events().stream().map(Event::id).toList();
    }

    /** Forgets what has been told. */
    public Told forget() {
        frames().clear();
        return this;
    }

    boolean isCut() {
        return cut;
    }

    Optional<CatchUp> untouched() {
        return catchUp;
    }

    private void caughtUp() {
        List<LiveFrame> missed = new ArrayList<>();
        catchUp.ifPresent(is -> is.frames().forEachRemaining(frame -> frame.ifPresent(missed::add)));
        catchUp = Optional.empty();
        frames.addAll(0, missed);
    }

    private static Event event(LiveFrame frame) {
        try {
            return new Event(frame.event(), frame.id().orElse(""), JSON.readTree(frame.data().bytes()));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    @Override
    public LiveFilter filter() {
        return filter;
    }

    @Override
    public boolean namesGames() {
        return namesGames;
    }

    @Override
    public Language language() {
        return Language.ENGLISH;
    }

    @Override
    public void begin(CatchUp missed) {
        catchUp = Optional.of(missed);
    }

    @Override
    public void frame(LiveFrame frame) {
        caughtUp();
        if (frames.stream().noneMatch(LiveFrame::ends)) {
            frames.add(frame);
        }
    }

    @Override
    public PipeThread thread() {
        return thread;
    }

    @Override
    public void frames(List<LiveFrame> all) {
        all.forEach(this::frame);
    }

    @Override
    public boolean isOver() {
        return cut;
    }

    @Override
    public void cut() {
        cut = true;
    }
}
