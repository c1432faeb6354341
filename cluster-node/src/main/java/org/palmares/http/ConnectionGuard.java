package org.palmares.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.palmares.http.Connections.Bounds;

/**
 * Stands between a connection and the routes. It ends a connection whose next request does not come, be it that nobody asks or that a byte
 * comes each minute, and refuses those that are too many.
 */
final class ConnectionGuard extends GraphStage<BidiShape<HttpRequest, HttpRequest, HttpResponse, HttpResponse>> {

    private final Inlet<HttpRequest> requestIn = Inlet.create("ConnectionGuard.requestIn");
    private final Outlet<HttpRequest> requestOut = Outlet.create("ConnectionGuard.requestOut");
    private final Inlet<HttpResponse> responseIn = Inlet.create("ConnectionGuard.responseIn");
    private final Outlet<HttpResponse> responseOut = Outlet.create("ConnectionGuard.responseOut");
    private final Bounds bounds;
    private final Connections connections;

    ConnectionGuard(Bounds bounds, Connections connections) {
        this.bounds = bounds;
        this.connections = connections;
    }

    @Override
    public BidiShape<HttpRequest, HttpRequest, HttpResponse, HttpResponse> shape() {
        return new BidiShape<>(requestIn, requestOut, responseIn, responseOut);
    }

    @Override
    public GraphStageLogic createLogic(Attributes attributes) {
        return new Logic();
    }

    private final class Logic extends TimerGraphStageLogic {

        private static final String DEADLINE = "deadline";

        private Optional<InetAddress> address = Optional.empty();
        private boolean begun;

        private Logic() {
            super(shape());
            setHandler(requestIn, new AbstractInHandler() {
                @Override
                public void onPush() {
                    cancelTimer(DEADLINE);
                    asked(grab(requestIn));
                }

                @Override
                public void onUpstreamFinish() {
                    complete(requestOut);
                }
            });
            setHandler(requestOut, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    tryPull(requestIn);
                }

                @Override
                public void onDownstreamFinish(Throwable cause) {
                    cancel(requestIn);
                }
            });
            setHandler(responseIn, new AbstractInHandler() {
                @Override
                public void onPush() {
                    answered(grab(responseIn));
                }

                @Override
                public void onUpstreamFinish() {
                    complete(responseOut);
                }
            });
            setHandler(responseOut, new AbstractOutHandler() {
                @Override
                public void onPull() {
                    if (!hasBeenPulled(responseIn)) {
                        tryPull(responseIn);
                    }
                }
            });
        }

        @Override
        public void preStart() {
            wait(bounds.first());
        }

        private void wait(Duration longest) {
            scheduleOnce(DEADLINE, longest);
        }

        private void asked(HttpRequest request) {
            if (!begun) {
                begun = true;
                address = connections.begun(request);
                if (address.filter(connections::tooMany).isPresent()) {
                    emit(responseOut, connections.refused(request), this::completeStage);
                    return;
                }
            }
            push(requestOut, request);
        }

        private void answered(HttpResponse response) {
            push(responseOut, response);
            // One that is streamed lasts as long as it lasts; whoever takes nothing of it is idle.
            if (response.entity().isStrict()) {
                wait(bounds.next());
            }
        }

        @Override
        public void onTimer(Object deadline) {
            completeStage();
        }

        @Override
        public void postStop() {
            address.ifPresent(connections::ended);
        }
    }
}
