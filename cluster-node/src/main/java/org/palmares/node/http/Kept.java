package org.palmares.node.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.palmares.node.board.Dependencies;
import org.palmares.node.http.Encoded.Form;
import org.palmares.node.server.Head;
import org.palmares.node.server.Ready;
import org.palmares.protocol.contract.Headers;

/**
 * An answer that was made.
 *
 * @param language the language that it is told to be in; empty where it is in none
 * @param begun nanoseconds at which it was begun to be made
 * @param madeOf all that it follows from
 * @param ready its forms, as they go over the wire, made when first asked for
 */
record Kept(Encoded encoded, ContentType type, String language, long begun, List<Dependencies> madeOf, AtomicReferenceArray<Ready> ready) {

    Kept(Encoded encoded, ContentType type, String language, long begun, List<Dependencies> madeOf) {
        this(encoded, type, language, begun, madeOf, new AtomicReferenceArray<>(Form.values().length));
    }

    /** Whether it would be made the same now. */
    boolean isCurrent() {
        return areCurrent(madeOf);
    }

    private static boolean areCurrent(List<Dependencies> madeOf) {
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
        return new Kept(encoded, type, language, begun, new ArrayList<>(all), ready);
    }

    HttpResponse answer(HttpRequest request) {
        return answer(encoded.form(name -> Answers.header(request, name).orElse(null)));
    }

    private HttpResponse answer(Form form) {
        HttpResponse answer = encoded.answer(form, type, "Accept-Language");
        return language.isEmpty() ? answer : answer.addHeader(RawHeader.create(Headers.CONTENT_LANGUAGE, language));
    }

    /** The same for the wire; whoever keeps it does not keep the other forms. */
    Ready.Standing standing(Head head) {
        List<Dependencies> of = madeOf;
        return new Ready.Standing(ready(head), () -> areCurrent(of));
    }

    private Ready ready(Head head) {
        Form form = encoded.form(head.headers());
        Ready known = ready.get(form.ordinal());
        if (known == null) {
            known = Ready.of(ResponseHeaders.on(answer(form)));
            ready.set(form.ordinal(), known);
        }
        return known;
    }
}
