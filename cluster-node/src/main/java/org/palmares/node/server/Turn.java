package org.palmares.node.server;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.RequestEntity;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.apache.pekko.util.ByteStringBuilder;

/** A request in hand, from its head to the end of its answer. Used by the connection's thread only. */
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

    /** One whose answer is being written. */
    static Turn answered(HttpRequest head) {
        Turn turn = new Turn(head);
        turn.complete = true;
        turn.asked = true;
        turn.answered = true;
        return turn;
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
    private boolean isToBeTold() {
        boolean now = !told && !isOld() && early.isEmpty() && head.headers().contains(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE, true);
        told = true;
        return now;
    }

    /** What came of the body. */
    void take(HttpContent content) {
        if (content.content().isReadable()) {
            part(ByteString.fromArrayUnsafe(ByteBufUtil.getBytes(content.content())));
        }
        if (content instanceof LastHttpContent) {
            complete = true;
            body.ifPresent(RequestBody::end);
        }
    }

    private void part(ByteString part) {
        if (body.isPresent()) {
            body.get().part(part);
        } else {
            early.append(part);
        }
    }

    /** The rest of the request does not come. */
    void fail(Throwable failure) {
        body.ifPresent(is -> is.fail(failure));
    }

    /** Nobody waits for its answer any more. */
    void abandon() {
        fail(new BrokenOff());
        answer();
    }

    boolean isComplete() {
        return complete;
    }

    /** The body: what is here, or what is read of {@code context} when it is wanted. */
    RequestEntity entity(ChannelHandlerContext context) {
        ContentType type = RequestHeads.contentType(head);
        if (complete) {
            return HttpEntities.create(type, early.result());
        }
        RequestBody reader = new RequestBody(context.executor(), () -> {
            if (isToBeTold()) {
                context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
            }
            context.read();
        });
        body = Optional.of(reader);
        if (early.length() > 0) {
            reader.part(early.result());
        }
        long length = HttpUtil.getContentLength(head, -1L);
        return length > 0 ? HttpEntities.create(type, length, Source.fromGraph(reader)) : HttpEntities.createChunked(type, Source.fromGraph(reader));
    }

    boolean isAsked() {
        return asked;
    }

    /** Its head is understood. */
    void read(org.apache.pekko.http.javadsl.model.HttpRequest as) {
        request = Optional.of(as);
    }

    /** The request; without body as long as it is not handed on. */
    org.apache.pekko.http.javadsl.model.HttpRequest request() {
        return request.orElseThrow();
    }

    /** It is handed on, as this. */
    void ask(org.apache.pekko.http.javadsl.model.HttpRequest as) {
        asked = true;
        request = Optional.of(as);
    }

    /** An answer is waited for until {@code end}, and no more as was said before; not where there is one already. */
    void until(Future<?> end) {
        deadline.ifPresent(before -> before.cancel(false));
        if (answered) {
            end.cancel(false);
        } else {
            deadline = Optional.of(end);
        }
    }

    /** Whether this is the first answer to it. */
    boolean answer() {
        boolean first = !answered;
        answered = true;
        deadline.ifPresent(timer -> timer.cancel(false));
        return first;
    }
}
