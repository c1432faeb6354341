package org.palmares.node.pages;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.node.http.Encoded;
import org.palmares.node.http.ResponseHeaders;

/** The API described: {@code GET /v1/openapi.yaml}, and {@code /api}, the page that shows it (Swagger UI, of which only what is needed is served). */
public final class ApiPageRoutes extends AllDirectives {

    /** RFC 9512. */
    private static final ContentType YAML = MediaTypes.applicationWithFixedCharset("yaml", HttpCharsets.UTF_8, "yaml").toContentType();

    private static final String DESCRIPTION = "/openapi.yaml";
    private static final String SWAGGER_UI = "swagger-ui";
    private static final ContentType SCRIPT = MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8);
    private static final Map<String, ContentType> FILES = Map.of(
            "index.html", ContentTypes.TEXT_HTML_UTF8,
            "browse.js", SCRIPT,
            "swagger-ui-bundle.js", SCRIPT,
            "swagger-ui.css", MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8));

    private final Map<String, Encoded> files = new ConcurrentHashMap<>();
    private final String policy;

    /** @param sites public addresses of all data centres: what is tried on the page may be tried at each */
    public ApiPageRoutes(Collection<String> sites) {
        policy = ResponseHeaders.pagePolicy(sites);
    }

    /** Below {@code /v1}. */
    public Route description() {
        return path("openapi.yaml", () -> get(() -> extractRequest(request -> complete(file(DESCRIPTION).answer(request, YAML, "")))));
    }

    public Route page() {
        return pathPrefix("api", () -> concat(
                pathEndOrSingleSlash(() -> page("index.html")),
                path(segment(), this::page)));
    }

    /** The file is looked for before the method: where nothing is, no method is missing. */
    private Route page(String name) {
        return Optional.ofNullable(FILES.get(name))
                .map(type -> get(() -> extractRequest(request -> complete(
                        file(place(name)).answer(request, type, "").addHeader(RawHeader.create("Content-Security-Policy", policy))))))
                .orElseGet(this::reject);
    }

    private static String place(String name) {
        return name.startsWith(SWAGGER_UI) ? "/META-INF/resources/webjars/swagger-ui/" + version() + '/' + name : "/api/" + name;
    }

    /** Part of the addresses in a WebJar; so it stands in the build only. */
    private static String version() {
        try (InputStream in = open("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the version of Swagger UI cannot be read", unreadable);
        }
    }

    private Encoded file(String place) {
        return files.computeIfAbsent(place, ApiPageRoutes::read);
    }

    private static Encoded read(String place) {
        try (InputStream in = open(place)) {
            return Encoded.of(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(place + " cannot be read", unreadable);
        }
    }

    private static InputStream open(String place) {
        return Optional.ofNullable(ApiPageRoutes.class.getResourceAsStream(place))
                .orElseThrow(() -> new IllegalStateException(place + " is not on the class path"));
    }
}
