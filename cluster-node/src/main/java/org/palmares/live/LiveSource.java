package org.palmares.live;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.palmares.board.ChangeKey;
import org.palmares.journal.LogText;
import org.palmares.live.LiveMessage.Follow;
import org.palmares.live.LiveMessage.Unfollow;
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
    /** Steps of catching up before others of the same dispatcher have their turn. */
    private static final int STEPS_AT_ONCE = 32;

    private final Outlet<ByteString> out = Outlet.create("LiveSource.out");
    private final ActorRef<LiveMessage> live;
    private final LiveFilter filter;
    private final Language language;
    private final Optional<String> cursor;

    /** A stream of what {@code filter} wants, beginning after {@code cursor} where one is given. */
    public LiveSource(ActorRef<LiveMessage> live, LiveFilter filter, Language language, Optional<String> cursor) {
        this.live = live;
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

        private final Waiting waiting = new Waiting();
        private final AtomicBoolean woken = new AtomicBoolean();
        /** What was told while catching up: the live actor may still bring the same. */
        private final Map<Object, Object> told = new HashMap<>();
        private Optional<Iterator<Optional<LiveFrame>>> missed = Optional.empty();
        private int signs;
        private boolean hasPlace;
        private boolean ending;
        private AsyncCallback<Boolean> wakeUps;
        private AsyncCallback<CatchUp> beginnings;
        private AsyncCallback<LiveFrame> endings;
        private AsyncCallback<String> cuts;

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
            wakeUps = createAsyncCallback(any -> {
                woken.set(false);
                next();
            });
            beginnings = createAsyncCallback(catchUp -> {
                missed = Optional.of(catchUp.frames());
                next();
            });
            endings = createAsyncCallback(last -> {
                ending = true;
                waiting.put(last);
                next();
            });
            cuts = createAsyncCallback(this::cutOff);
            hasPlace = LivePlaces.of(Adapter.toTyped(materializer().system())).take();
            if (hasPlace) {
                live.tell(new Follow(this, cursor));
            } else {
                completeStage();
            }
        }

        @Override
        public void postStop() {
            if (hasPlace) {
                LivePlaces.of(Adapter.toTyped(materializer().system())).giveBack();
                live.tell(new Unfollow(this));
            }
            waiting.clear();
        }

        private void cutOff(String why) {
            Metrics.of(Adapter.toTyped(materializer().system())).count(Metrics.Counter.LIVE_CUT_OFF);
            LOG.warn("{}: a live reader is cut off: {}", LogText.of(filter.games()), why);
            completeStage();
        }

        private void next() {
            if (missed.isEmpty() || !isAvailable(out)) {
                return;
            }
            for (int step = 0; step < STEPS_AT_ONCE; step++) {
                // What is put in while a value is made may be newer than that value.
                long before = waiting.puts();
                if (!missed.get().hasNext()) {
                    waited();
                    return;
                }
                Optional<LiveFrame> frame = missed.get().next();
                if (frame.isPresent()) {
                    waiting.drop(frame.get().subject(), before);
                    told.put(frame.get().subject(), frame.get().made());
                    push(out, frame.get().bytes());
                    return;
                }
            }
            wake();
        }

        private void waited() {
            Optional<LiveFrame> frame = waiting.take();
            while (frame.isPresent() && isTold(frame.get())) {
                frame = waiting.take();
            }
            if (frame.isPresent()) {
                push(out, frame.get().bytes());
            } else if (ending) {
                completeStage();
            }
        }

        private boolean isTold(LiveFrame frame) {
            if (frame.subject() == LiveFrame.Sign.CURSOR && ++signs > 1) {
                // This one is younger than the catching up, and so what was still to come then has come.
                told.clear();
            }
            return frame.subject() instanceof ChangeKey && !told.isEmpty() && frame.made().equals(told.get(frame.subject()));
        }

        private void wake() {
            if (woken.compareAndSet(false, true)) {
                wakeUps.invoke(true);
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
        public void begin(CatchUp catchUp) {
            beginnings.invoke(catchUp);
        }

        @Override
        public void frame(LiveFrame frame) {
            if (waiting.put(frame)) {
                wake();
            } else {
                cuts.invoke("it left too much unread");
            }
        }

        @Override
        public void end(LiveFrame last) {
            endings.invoke(last);
        }

        @Override
        public void cut() {
            cuts.invoke("it is to begin anew");
        }
    }
}
