package org.palmares.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/** A request in hand, from its head to the end of its answer. Of the connection's thread. */
final class Turn {

    private final HttpRequest head;
    private final ByteStringBuilder early = new ByteStringBuilder();
    private Optional<RequestBody> body = Optional.empty();
    private boolean complete;
    private boolean asked;
    private boolean answered;
    private boolean told;
    private Optional<org.apache.pekko.http.javadsl.model.HttpRequest> request = Optional.empty();
    private Optional<Future<?>> deadline = Optional.empty();

    Turn(HttpRequest head) {
        this.head = head;
    }

    HttpRequest head() {
        return head;
    }

    boolean isHead() {
        return head.method().equals(HttpMethod.HEAD);
    }

    /** Whether it is of HTTP/1.0. */
    boolean isOld() {
        return head.protocolVersion().equals(HttpVersion.HTTP_1_0);
    }

    boolean wantsToStay() {
        return HttpUtil.isKeepAlive(head);
    }

    /** Whether the client is to be told now that it may send its body (RFC 9110, 10.1.1). */
    boolean isToBeTold() {
        boolean now = !told && !isOld() && early.isEmpty() && head.headers().contains(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE, true);
        told = true;
        return now;
    }

    /** A part of the body. */
    void part(ByteString part) {
        if (body.isPresent()) {
            body.get().part(part);
        } else {
            early.append(part);
        }
    }

    /** All of the request is here. */
    void end() {
        complete = true;
        body.ifPresent(RequestBody::end);
    }

    /** The rest of the request does not come. */
    void fail(Throwable failure) {
        body.ifPresent(is -> is.fail(failure));
    }

    boolean isComplete() {
        return complete;
    }

    /** What of the body came before it was asked for. */
    ByteString early() {
        return early.result();
    }

    /** What is still to come is read by {@code reader}. */
    void readBy(RequestBody reader) {
        body = Optional.of(reader);
        if (early.length() > 0) {
            reader.part(early.result());
        }
    }

    boolean isAsked() {
        return asked;
    }

    /** Its head is understood. */
    void read(org.apache.pekko.http.javadsl.model.HttpRequest as) {
        request = Optional.of(as);
    }

    /** The request, still without body. */
    org.apache.pekko.http.javadsl.model.HttpRequest request() {
        return request.orElseThrow();
    }

    /** It is handed on; {@code until} ends the waiting for an answer. */
    void ask(Future<?> until) {
        asked = true;
        deadline = Optional.of(until);
    }

    /** Whether this is the first answer to it. */
    boolean answer() {
        boolean first = !answered;
        answered = true;
        deadline.ifPresent(timer -> timer.cancel(false));
        return first;
    }
}
