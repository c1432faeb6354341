package org.palmares.node.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.palmares.node.board.Dependencies;
import org.palmares.protocol.contract.Headers;

/**
 * An answer that was made.
 *
 * @param language the language that it is told to be in; empty where it is in none
 * @param begun nanoseconds at which it was begun to be made
 * @param madeOf all that it follows from
 */
record Kept(Encoded encoded, ContentType type, String language, long begun, List<Dependencies> madeOf) {

    /** Whether it would be made the same now. */
    boolean isCurrent() {
        for (Dependencies one : madeOf) {
            if (!one.isCurrent()) {
                return false;
            }
        }
        return true;
    }

    /** The same for who came to it by {@code more}. */
    Kept with(Dependencies more) {
        Set<Dependencies> all = new LinkedHashSet<>(madeOf);
        all.add(more);
        return new Kept(encoded, type, language, begun, new ArrayList<>(all));
    }

    HttpResponse answer(HttpRequest request) {
        HttpResponse answer = encoded.answer(request, type, "Accept-Language");
        return language.isEmpty() ? answer : answer.addHeader(RawHeader.create(Headers.CONTENT_LANGUAGE, language));
    }
}
