package org.palmares.node.http;

import com.typesafe.config.Config;
import java.time.Duration;
import org.palmares.node.server.Bounds;

/**
 * Bounds of what HTTP takes; see {@code http.conf} for what each means.
 *
 * @param bodies how long bodies are waited for
 * @param bodyBytes bodies of messages that are in hand at once
 * @param budgetWait how long a message waits for its place
 * @param readsAtOnce answers that are made or waited for at once
 * @param liveBegins live readers that begin in a second
 * @param connections what a connection may do
 */
public record HttpSettings(Bodies.Patience bodies, long bodyBytes, Duration budgetWait, int readsAtOnce, int liveBegins, Bounds connections) {

    /** A beginning costs a third of a millisecond; so most of a core is left for what venues send. */
    private static final int BEGINS_OF_A_CORE = 500;

    public static HttpSettings of(Config config) {
        Config http = config.getConfig("palmares.http");
        return new HttpSettings(
                new Bodies.Patience(
                        http.getDuration("bodies.idle"),
                        http.getDuration("bodies.whole"),
                        http.getBytes("bodies.refused-bytes"),
                        http.getDuration("bodies.refused-time")),
                http.getBytes("messages.bytes"),
                http.getDuration("messages.wait"),
                http.getInt("reads.at-once"),
                liveBegins(http.getInt("live-begins-per-second")),
                new Bounds(
                        http.getDuration("connections.first-request"),
                        http.getDuration("connections.next-request"),
                        http.getDuration("connections.answer"),
                        http.getDuration("connections.stuck"),
                        http.getInt("connections.per-address"),
                        http.getInt("connections.max")));
    }

    private static int liveBegins(int given) {
        return given > 0 ? given : BEGINS_OF_A_CORE * Runtime.getRuntime().availableProcessors();
    }
}
