package org.palmares.tools.client;

import java.net.http.HttpClient;
import java.time.Duration;

/** Connections to data centres: HTTP/1.1, kept alive, as many as there are requests. */
public final class Connections {

    static {
        // A node closes idle connections after 60 s; a request on one that is just being closed would look like a dead node.
        System.setProperty("jdk.httpclient.keepalive.timeout", "30");
    }

    private Connections() {}

    /** Gives up connecting after {@code connect}. */
    public static HttpClient client(Duration connect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connect)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }
}
