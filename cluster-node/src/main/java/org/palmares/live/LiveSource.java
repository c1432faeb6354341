package org.palmares.live;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.palmares.feed.FeedMessage;
import org.palmares.feed.FeedMessage.Follow;
import org.palmares.feed.FeedMessage.Unfollow;
import org.palmares.journal.LogText;
import org.palmares.ops.Metrics;
import org.palmares.view.Language;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader's event stream. A slow reader gets only the newest value of each thing; one for whom even that is too much is cut off and
 * counted, and comes back with its cursor. It never slows anyone else.
 */
public final class LiveSource extends GraphStage<SourceShape<ByteString>> {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSource.class);
    private static final int WAITING_MAX = 2_000;

    private final Outlet<ByteString> out = Outlet.create("LiveSource.out");
    private final ActorRef<FeedMessage> feed;
    private final LiveFilter filter;
    private final Language language;
    private final java.util.Optional<String> cursor;

    /** A stream of what {@code filter} wants, beginning after {@code cursor} where one is given. */
    public LiveSource(ActorRef<FeedMessage> feed, LiveFilter filter, Language language, java.util.Optional<String> cursor) {
        this.feed = feed;
        this.filter = filter;
        this.language = language;
        this.cursor = cursor;
    }

    @Override
    public SourceShape<ByteString> shape() {
        return SourceShape.of(out);
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Logic();
    }

    private final class Logic extends GraphStageLogic implements LiveReader {

        private final LinkedHashMap<Object, LiveFrame> waiting = new LinkedHashMap<>();
        private Iterator<LiveFrame> missed = List.<LiveFrame>of().iterator();
        private boolean begun;
        private boolean ending;
        private AsyncCallback<LiveFrame> frames;
        private AsyncCallback<Iterator<LiveFrame>> beginnings;
        private AsyncCallback<LiveFrame> endings;

        private Logic() {
            super(shape());
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    next();
                }
            });
        }

        @Override
        public void preStart() {
            frames = createAsyncCallback(this::arrived);
            beginnings = createAsyncCallback(iterator -> {
                missed = iterator;
                begun = true;
                next();
            });
            endings = createAsyncCallback(last -> {
                ending = true;
                waiting.put("last", last);
                next();
            });
            feed.tell(new Follow(this, cursor));
        }

        @Override
        public void postStop() {
            feed.tell(new Unfollow(this));
        }

        private void arrived(LiveFrame frame) {
            boolean direct = begun && isAvailable(out) && waiting.isEmpty() && !missed.hasNext();
            if (direct) {
                push(out, frame.bytes());
                return;
            }
            Object key = keyOf(frame);
            waiting.remove(key);
            waiting.put(key, frame);
            if (waiting.size() > WAITING_MAX) {
                Metrics.of(Adapter.toTyped(materializer().system())).count(Metrics.Counter.LIVE_CUT_OFF);
                LOG.warn("{}: a live reader is cut off, it left {} changes unread", LogText.of(filter.games()), waiting.size());
                completeStage();
            } else {
                next();
            }
        }

        private static Object keyOf(LiveFrame frame) {
            return frame.key() == null ? "sign of life" : frame.key();
        }

        private void next() {
            if (!begun || !isAvailable(out)) {
                return;
            }
            if (missed.hasNext()) {
                LiveFrame frame = missed.next();
                // It was rendered now; what waits is of the same thing and older.
                waiting.remove(keyOf(frame));
                push(out, frame.bytes());
            } else if (!waiting.isEmpty()) {
                Iterator<LiveFrame> first = waiting.values().iterator();
                LiveFrame frame = first.next();
                first.remove();
                push(out, frame.bytes());
            } else if (ending) {
                completeStage();
            }
        }

        @Override
        public LiveFilter filter() {
            return filter;
        }

        @Override
        public Language language() {
            return language;
        }

        @Override
        public void begin(Iterator<LiveFrame> iterator) {
            beginnings.invoke(iterator);
        }

        @Override
        public void frame(LiveFrame frame) {
            frames.invoke(frame);
        }

        @Override
        public void end(LiveFrame last) {
            endings.invoke(last);
        }
    }
}
