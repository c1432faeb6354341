package org.palmares.node.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.util.ByteString;
import org.palmares.node.http.Parameters.Page;
import org.palmares.node.http.problem.Problem;
import org.palmares.node.http.problem.ProblemException;
import org.palmares.protocol.contract.ProblemType;
import org.palmares.protocol.json.Json;

/** JSON that comes and goes and is not kept. */
public final class Replies {

    private Replies() {}

    /** 200 with {@code value}. */
    public static HttpResponse json(Object value) {
        return json(StatusCodes.OK.intValue(), value);
    }

    /** {@code status} with {@code value}. */
    public static HttpResponse json(int status, Object value) {
        return HttpResponse.create().withStatus(status).withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, Json.bytes(value)));
    }

    /** A page of a list, as every list is: its items under their name, and where the next page begins. */
    public static Map<String, Object> list(String name, Page<?> page) {
        Map<String, Object> list = new LinkedHashMap<>();
        list.put(name, page.items());
        list.put("next", page.next());
        return list;
    }

    /** What a body says; ends in 400 where it is not of that form. */
    public static <T> T read(ByteString json, Class<T> form) {
        try {
            return Json.read(json.toArray(), form);
        } catch (IOException malformed) {
            throw new ProblemException(Problem.of(
                    ProblemType.BAD_REQUEST, "The body is not the JSON that is asked for here: " + malformed.getMessage().lines().findFirst().orElse("")));
        }
    }
}
