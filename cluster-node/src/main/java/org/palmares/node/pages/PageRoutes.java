package org.palmares.node.pages;

import static org.apache.pekko.http.javadsl.server.PathMatchers.remaining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.palmares.node.http.Answers;
import org.palmares.node.http.Encoded;
import org.palmares.node.http.Parameters;
import org.palmares.node.http.ResponseHeaders;

/**
 * The pages: plain files of the class path, each read once. They are tagged by their content and asked for again each time, so that a browser
 * never shows an old release, and never loads the same twice.
 */
public final class PageRoutes extends AllDirectives {

    /** Addresses of pages, and their folders below {@code web/pages}. What stands in the place of a star is for the page itself to read. */
    static final Map<String, String> PAGES = Map.of("", "results", "scheduler", "scheduler");

    private static final Pattern NAME = Pattern.compile("(?:[a-z0-9_-]+/){0,4}[a-z0-9._-]+\\.([a-z0-9]+)", Pattern.CASE_INSENSITIVE);
    private static final ContentType ANY = ContentTypes.APPLICATION_OCTET_STREAM;
    private static final Map<String, ContentType> TYPES = Map.of(
            "html", ContentTypes.TEXT_HTML_UTF8,
            "css", MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8),
            "js", MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8),
            "mjs", MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8),
            "json", ContentTypes.APPLICATION_JSON,
            "svg", MediaTypes.IMAGE_SVG_XML.toContentType(),
            "png", MediaTypes.IMAGE_PNG.toContentType(),
            "ico", MediaTypes.IMAGE_X_ICON.toContentType(),
            "txt", ContentTypes.TEXT_PLAIN_UTF8);

    /** As many as there are files; what does not exist is not kept. */
    private final Map<String, Encoded> files = new ConcurrentHashMap<>();
    private final String policy;
    private final Predicate<String> isGames;

    /**
     * @param sites public addresses of all data centres: pages ask them too
     * @param isGames whether a Games is known
     */
    public PageRoutes(Collection<String> sites, Predicate<String> isGames) {
        this.isGames = isGames;
        policy = ResponseHeaders.pagePolicy(sites);
    }

    public Route routes() {
        return concat(
                pathSingleSlash(() -> page(fileAt(PAGES, ""))),
                path(remaining(), address -> page(fileAt(PAGES, address))));
    }

    /** The file at {@code address}: that of a page, else the one that is named. */
    static String fileAt(Map<String, String> pages, String address) {
        String folder = pages.getOrDefault(address, pages.get(address.replaceFirst("/[^/]+$", "/*")));
        return folder == null ? address : "pages/" + folder + "/index.html";
    }

    /** The file is looked for before the method: where nothing is, no method is missing. */
    private Route page(String name) {
        Optional<Encoded> file = file(name);
        return file.isEmpty() ? reject() : get(() -> extractRequest(request -> complete(answer(request, name, file.get()))));
    }

    private HttpResponse answer(HttpRequest request, String name, Encoded file) {
        if (name.endsWith(".html") && new Parameters(request).text("games").map(isGames.negate()::test).orElse(false)) {
            return unknown(request, file);
        }
        ContentType type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), ANY);
        return file.answer(request, type, "").addHeader(RawHeader.create("Content-Security-Policy", policy));
    }

    /** Who reads with a browser is shown the page all the same: it says so and offers those that are known. */
    private HttpResponse unknown(HttpRequest request, Encoded page) {
        if (Answers.header(request, "accept").map(accepted -> accepted.contains("text/html")).orElse(false)) {
            return HttpResponse.create()
                    .withStatus(StatusCodes.NOT_FOUND)
                    .withEntity(HttpEntities.create(ContentTypes.TEXT_HTML_UTF8, page.plain()))
                    .addHeader(RawHeader.create("Content-Security-Policy", policy));
        }
        throw Parameters.unknownGames(new Parameters(request).text("games").orElseThrow());
    }

    private Optional<Encoded> file(String name) {
        if (!NAME.matcher(name).matches() || name.contains("..")) {
            return Optional.empty();
        }
        return Optional.ofNullable(files.computeIfAbsent(name, PageRoutes::read));
    }

    private static Encoded read(String name) {
        try (InputStream in = PageRoutes.class.getResourceAsStream("/web/" + name)) {
            return in == null ? null : Encoded.of(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the page " + name + " cannot be read", unreadable);
        }
    }
}
