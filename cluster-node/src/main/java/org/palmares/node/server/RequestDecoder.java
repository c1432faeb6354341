package org.palmares.node.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;
import java.util.Optional;

/** Reads requests; what came in the same words before and can be answered as then is not read again. */
final class RequestDecoder extends HttpRequestDecoder {

    private final Exchange exchange;
    private final Edge edge;
    /** A request has begun and not ended. */
    private boolean begun;
    /** Requests that have begun in what came last. */
    private int heads;
    /** What came last, as long as it may be one request that is to be known again; else null. */
    private byte[] came;

    RequestDecoder(Exchange exchange, Edge edge) {
        super(new HttpDecoderConfig().setMaxInitialLineLength(RequestHeads.LINE_MAX).setMaxHeaderSize(RequestHeads.HEADERS_BYTES_MAX));
        this.exchange = exchange;
        this.edge = edge;
    }

    private boolean isBetween() {
        return !begun && actualReadableBytes() == 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        came = null;
        heads = 0;
        if (message instanceof ByteBuf bytes && isBetween() && exchange.isFree()) {
            if (isAnsweredAgain(bytes)) {
                bytes.release();
                return;
            }
            came = KnownHeads.copy(bytes);
        }
        super.channelRead(context, message);
    }

    private boolean isAnsweredAgain(ByteBuf bytes) {
        KnownHeads.Known known = KnownHeads.ofThread().find(bytes);
        if (known == null) {
            return false;
        }
        Optional<Ready.Now> again = edge.again(known.head(), known.given());
        if (again.isEmpty()) {
            KnownHeads.ofThread().forget(known);
        }
        again.ifPresent(now -> exchange.give(known.request(), now));
        return again.isPresent();
    }

    @Override
    protected HttpMessage createMessage(String[] line) throws Exception {
        begun = true;
        if (++heads > 1) {
            // One answer would stand for both.
            came = null;
        }
        return super.createMessage(line);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        super.decode(context, bytes, out);
        if (!out.isEmpty() && out.get(out.size() - 1) instanceof LastHttpContent) {
            begun = false;
        }
    }

    /** The answer to {@code request} where it is ready; it is known from then on if nothing else came with it. */
    Optional<Ready.Now> ready(HttpRequest request) {
        Optional<Ready.Now> ready = RequestHeads.plain(request).flatMap(edge::ready);
        if (came != null && isBetween()) {
            byte[] bytes = came;
            ready.ifPresent(now -> KnownHeads.ofThread().learn(bytes, request, now.standing()));
        }
        came = null;
        return ready;
    }
}
