package org.palmares.node.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * A body that comes in parts, each read from the connection when it is wanted. It can be read once. What does not begin with {@code on} is
 * called by the connection's thread.
 */
final class RequestBody extends GraphStage<SourceShape<ByteString>> {

    private final Outlet<ByteString> out = Outlet.create("RequestBody.out");
    private final Executor connection;
    private final Runnable more;
    private final AtomicBoolean taken = new AtomicBoolean();
    /** Of the connection's thread: what came and was not wanted yet. */
    private final Deque<ByteString> parts = new ArrayDeque<>();
    private boolean wanted;
    private boolean ended;
    private Throwable failure;
    private Logic reader;

    /** @param more asks the connection for the next part */
    RequestBody(Executor connection, Runnable more) {
        this.connection = connection;
        this.more = more;
    }

    /** A part came. */
    void part(ByteString part) {
        parts.add(part);
        serve();
    }

    /** All of it came. */
    void end() {
        ended = true;
        serve();
    }

    /** The rest will not come. */
    void fail(Throwable because) {
        if (!ended && failure == null) {
            failure = because;
            serve();
        }
    }

    private void want(Logic by) {
        reader = by;
        wanted = true;
        serve();
        if (wanted && !ended && failure == null) {
            more.run();
        }
    }

    private void serve() {
        if (!wanted || reader == null) {
            return;
        }
        if (!parts.isEmpty()) {
            wanted = false;
            reader.parts.invoke(parts.remove());
        } else if (failure != null) {
            reader.failures.invoke(failure);
        } else if (ended) {
            reader.ends.invoke(true);
        }
    }

    @Override
    public SourceShape<ByteString> shape() {
        return SourceShape.of(out);
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Logic();
    }

    private final class Logic extends GraphStageLogic {

        private AsyncCallback<ByteString> parts;
        private AsyncCallback<Boolean> ends;
        private AsyncCallback<Throwable> failures;

        private Logic() {
            super(shape());
            setHandler(out, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    connection.execute(() -> want(Logic.this));
                }
            });
        }

        @Override
        public void preStart() {
            parts = createAsyncCallback(part -> push(out, part));
            ends = createAsyncCallback(any -> completeStage());
            failures = createAsyncCallback(this::failStage);
            if (!taken.compareAndSet(false, true)) {
                failStage(new IllegalStateException("a body can be read once"));
            }
        }
    }
}
