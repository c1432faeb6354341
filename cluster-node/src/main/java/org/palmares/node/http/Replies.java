package org.palmares.node.http;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** What Jackson says beside of where something began. */
    private static final Pattern OWN_WORDS = Pattern.compile(" \\(start marker at .*\\)$");

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
            throw new ProblemException(Problem.of(ProblemType.BAD_REQUEST, "The body is not the JSON that is asked for here: " + fault(malformed)));
        }
    }

    /** Jackson's own words name classes of ours and switches of its own; what helps whoever sent it is which member it is, or where it ends to be JSON. */
    private static String fault(IOException malformed) {
        if (malformed instanceof JsonMappingException mapping) {
            String path = mapping.getPath().stream().map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName()).collect(Collectors.joining("."));
            return (path.isEmpty() ? "it" : path) + " is not of that form";
        }
        if (malformed instanceof JsonProcessingException parsing && parsing.getLocation() != null) {
            JsonLocation at = parsing.getLocation();
            return OWN_WORDS.matcher(parsing.getOriginalMessage().lines().findFirst().orElse("")).replaceAll("") + " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ')';
        }
        return malformed.getMessage().lines().findFirst().orElse("");
    }
}
