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
    /** All that came since the last request ended; null where it cannot be kept. */
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
        if (message instanceof ByteBuf bytes && isBetween() && exchange.isFree()) {
            KnownHeads.Known known = KnownHeads.ofThread().find(bytes);
            Optional<Ready.Now> again = known == null ? Optional.empty() : edge.again(known.head(), known.given());
            if (again.isPresent()) {
                bytes.release();
                exchange.give(known.request(), again.get());
                return;
            }
            came = KnownHeads.copy(bytes);
        }
        super.channelRead(context, message);
    }

    @Override
    protected HttpMessage createMessage(String[] line) throws Exception {
        begun = true;
        return super.createMessage(line);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out) throws Exception {
        super.decode(context, bytes, out);
        if (!out.isEmpty() && out.get(out.size() - 1) instanceof LastHttpContent) {
            begun = false;
        }
    }

    /** The answer to {@code request} where it is ready; it is known from then on if it came {@code alone}. */
    Optional<Ready.Now> ready(HttpRequest request, boolean alone) {
        Optional<Ready.Now> ready = RequestHeads.plain(request).flatMap(edge::ready);
        if (alone && came != null && isBetween()) {
            ready.ifPresent(now -> KnownHeads.ofThread().learn(came, request, now.standing()));
        }
        return ready;
    }
}
