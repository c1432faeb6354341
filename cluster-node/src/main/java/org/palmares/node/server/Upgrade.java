package org.palmares.node.server;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;

/** Whether a request is to make a WebSocket of its connection (RFC 6455, 4.2.1). A sound one may be answered 101, with a {@link Pushed} body. */
public enum Upgrade {
    /** It is a request like others. */
    NOT_ASKED,
    /** It was one to begin with, but something on the way does not pass upgrades on. */
    LOST,
    /** Of another version than is spoken here. */
    OTHER_VERSION,
    /** The key is none. */
    BAD_KEY,
    SOUND;

    /** The version that is spoken. */
    public static final String VERSION = "13";

    private static final int KEY_BYTES = 16;

    /** What {@code request} asks for. */
    public static Upgrade of(HttpRequest request) {
        boolean named = words(request, "upgrade").anyMatch("websocket"::equalsIgnoreCase);
        Optional<String> key = request.getHeader("sec-websocket-key").map(HttpHeader::value);
        if (!named && key.isEmpty()) {
            return NOT_ASKED;
        }
        if (!named || words(request, "connection").noneMatch("upgrade"::equalsIgnoreCase)) {
            return LOST;
        }
        if (words(request, "sec-websocket-version").noneMatch(VERSION::equals)) {
            return OTHER_VERSION;
        }
        return key.filter(Upgrade::isKey).isPresent() ? SOUND : BAD_KEY;
    }

    private static Stream<String> words(HttpRequest request, String header) {
        return StreamSupport.stream(request.getHeaders().spliterator(), false)
                .filter(one -> one.is(header))
                .flatMap(one -> Arrays.stream(one.value().split(",")))
                .map(String::strip);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }
}
