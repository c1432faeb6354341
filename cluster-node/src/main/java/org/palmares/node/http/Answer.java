package org.palmares.node.http;

import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.palmares.protocol.json.Json;
import org.palmares.protocol.names.Language;

/**
 * What a query is answered with, before it is made: whoever asks for the same in the same language gets the same bytes.
 *
 * @param language the language that it is in, whatever was asked for
 * @param told whether it is told in which language it is: not of what is in none
 * @param bytes makes it
 */
public record Answer(Language language, boolean told, ContentType type, Supplier<byte[]> bytes) {

    /** JSON in {@code language}. */
    public static Answer json(Language language, Supplier<Object> value) {
        return new Answer(language, true, ContentTypes.APPLICATION_JSON, () -> Json.bytes(value.get()));
    }

    /** Something else in {@code language}. */
    public static Answer text(Language language, ContentType type, Supplier<byte[]> bytes) {
        return new Answer(language, true, type, bytes);
    }

    /** Bytes in no language. */
    public static Answer bytes(ContentType type, Supplier<byte[]> bytes) {
        return new Answer(Language.ENGLISH, false, type, bytes);
    }
}
