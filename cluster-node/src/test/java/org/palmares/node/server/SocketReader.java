package org.palmares.node.server;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A WebSocket client that is not ours: the JDK's. It keeps what it is told. */
public final class SocketReader implements WebSocket.Listener {

    private static final int WAIT_SECONDS = 20;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    /** Connects; fails with the answer where it is refused. */
    public static SocketReader connect(InetSocketAddress address, String path, String... headers) {
        SocketReader reader = new SocketReader();
        WebSocket.Builder builder = CLIENT.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        reader.socket = builder.buildAsync(URI.create("ws://127.0.0.1:" + address.getPort() + path), reader).join();
        return reader;
    }

    /** To send with. */
    public WebSocket socket() {
        return socket;
    }

    /** The next message. */
    public String next() throws InterruptedException {
        return await(messages);
    }

    /** What the next answer to a ping carries. */
    public String pong() throws InterruptedException {
        return await(pongs);
    }

    private static String await(BlockingQueue<String> queue) throws InterruptedException {
        String next = queue.poll(WAIT_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    /** The code with which the other has closed. */
    public int closed() throws Exception {
        return closed.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
        pongs.add(StandardCharsets.UTF_8.decode(payload).toString());
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }
}
