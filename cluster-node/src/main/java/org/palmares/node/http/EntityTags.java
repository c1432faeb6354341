package org.palmares.node.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.Headers;
import org.palmares.protocol.contract.ProblemType;

/**
 * What If-Match asks for (RFC 9110, 13.1.1): one of several tags, which are compared strongly.
 *
 * @param any whether whatever there is will do
 * @param strong the tags, without quotes; weak ones are equal to none and left out
 */
public record EntityTags(boolean any, List<String> strong) {

    private static final EntityTags ANY = new EntityTags(true, List.of());
    /** An element of a list, which may be empty (RFC 9110, 5.6.1.2), and what parts it from the next. */
    private static final Pattern ELEMENT = Pattern.compile("[ \\t]*(?:(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\")?[ \\t]*(?:,|$)");

    /** Those of If-Match, in however many lines; any where there is none. Ends in 400 where it cannot be read. */
    public static EntityTags ofIfMatch(HttpRequest request) {
        String name = Headers.IF_MATCH.toLowerCase(Locale.ROOT);
        List<String> lines = StreamSupport.stream(request.getHeaders().spliterator(), false).filter(header -> header.is(name)).map(HttpHeader::value).toList();
        return lines.isEmpty() ? ANY : of(lines.stream().collect(Collectors.joining(","))).orElseThrow(() -> new ProblemException(
                Problem.of(ProblemType.BAD_REQUEST, "If-Match is * or a list of revisions, each of them in quotes.")));
    }

    /** Empty where {@code text} is neither * nor a list of tags. */
    static Optional<EntityTags> of(String text) {
        if (text.strip().equals("*")) {
            return Optional.of(ANY);
        }
        List<String> strong = new ArrayList<>();
        int tags = 0;
        Matcher element = ELEMENT.matcher(text);
        for (int at = 0; at < text.length(); at = element.end()) {
            if (!element.region(at, text.length()).lookingAt()) {
                return Optional.empty();
            }
            tags += element.group(2) == null ? 0 : 1;
            if (element.group(1) == null && element.group(2) != null) {
                strong.add(element.group(2));
            }
        }
        return tags == 0 ? Optional.empty() : Optional.of(new EntityTags(false, List.copyOf(strong)));
    }
}
