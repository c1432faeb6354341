package org.palmares.node.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a request asks for a WebSocket (RFC 6455, 4.2.1): what was said, and what was meant. */
class UpgradeTest {

    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "websocket;  Upgrade;             13;    " + KEY + ";         SOUND",
        "WebSocket;  keep-alive, upgrade; 13;    " + KEY + ";         SOUND",
        "h2c, websocket; upgrade;         13;    " + KEY + ";         SOUND",
        ";           ;                    ;      ;                    NOT_ASKED",
        "h2c;        Upgrade;             ;      ;                    NOT_ASKED",
        ";           keep-alive;          13;    " + KEY + ";         LOST",
        "websocket;  keep-alive;          13;    " + KEY + ";         LOST",
        "websocket;  ;                    13;    " + KEY + ";         LOST",
        "websocket;  Upgrade;             8;     " + KEY + ";         OTHER_VERSION",
        "websocket;  Upgrade;             ;      " + KEY + ";         OTHER_VERSION",
        "websocket;  Upgrade;             13;    ;                    BAD_KEY",
        "websocket;  Upgrade;             13;    c2hvcnQ=;            BAD_KEY",
        "websocket;  Upgrade;             13;    no base64 at all !!; BAD_KEY",
    })
    void aRequestSaysWhetherItWantsOne(String upgrade, String connection, String version, String key, Upgrade asked) {
        HttpRequest request = HttpRequest.GET("/");
        String[] headers = {"Upgrade", upgrade, "Connection", connection, "Sec-WebSocket-Version", version, "Sec-WebSocket-Key", key};
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i + 1] != null) {
                request = request.addHeader(RawHeader.create(headers[i], headers[i + 1]));
            }
        }
        assertEquals(asked, Upgrade.of(request));
    }
}
