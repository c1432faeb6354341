package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.Test;
import org.palmares.node.api.Description.Operation;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.node.http.Parameters;
import org.palmares.protocol.contract.ProblemType;

/** The description of the API is sound, and what is not in it is noticed. */
class ContractTest {

    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";
    private static final Map<String, String> TAGGED = Map.of("etag", "\"0a\"", "content-language", "en");
    private static final String NO_SUCH_THING = "{'type':'/problems/not-found','title':'a','status':404,'detail':'b','instance':'/','correlationId':'c'}";

    private final Description description = Description.HERE;

    private static Answer answer(int status, String type, Map<String, String> headers, String json) {
        return new Answer(status, type, headers, json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static void assertFits(String method, String path, Answer answer) {
        assertDoesNotThrow(() -> Contract.check(method, path, new byte[0], answer));
    }

    private static void assertNoticed(String method, String path, Answer answer) {
        assertThrows(AssertionError.class, () -> Contract.check(method, path, new byte[0], answer), method + ' ' + path + ' ' + answer.status());
    }

    @Test
    void itIsOpenApi() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaIdResolvers(ids -> ids.mapPrefix("https://spec.openapis.org/", "classpath:spec.openapis.org/")));
        Schema openApi = registry.getSchema(SchemaLocation.of("https://spec.openapis.org/oas/3.1/schema-base/2022-10-07"));

        assertEquals(List.of(), openApi.validate(description.root()));
        assertTrue(!openApi.validate(((com.fasterxml.jackson.databind.node.ObjectNode) description.root().deepCopy()).put("info", "none")).isEmpty());
    }

    @Test
    void everyReferenceLeadsSomewhereAndNothingIsDescribedInVain() {
        Set<String> wanted = new TreeSet<>();
        description.root().findValuesAsText("$ref").forEach(wanted::add);
        Set<String> there = new TreeSet<>();
        for (String kind : List.of("responses", "headers", "parameters", "schemas")) {
            Description.names(description.root().at("/components/" + kind)).forEach(name -> there.add("#/components/" + kind + '/' + name));
        }
        assertEquals(there, wanted);
    }

    @Test
    void everyExampleIsOne() {
        List<String> wrong = new ArrayList<>();
        examples("", description.root(), wrong);
        assertEquals(List.of(), wrong);
    }

    private void examples(String pointer, JsonNode node, List<String> wrong) {
        if (node.has("schema") && node.has("example")) {
            description.faults(pointer + "/schema", node.get("example")).forEach(fault -> wrong.add(pointer + ": " + fault));
        }
        if (node.has("schema") && node.has("examples")) {
            node.get("examples").forEach(one -> description.faults(pointer + "/schema", one.get("value")).forEach(fault -> wrong.add(pointer + ": " + fault)));
        }
        node.properties().forEach(child -> examples(pointer + '/' + child.getKey().replace("/", "~1"), child.getValue(), wrong));
    }

    @Test
    void everyParameterThatIsDescribedIsKnownToTheRoutes() {
        Parameters parameters = new Parameters(HttpRequest.GET("/"));
        for (Operation operation : description.operations()) {
            description.parameters(operation).filter(one -> one.get("in").asText().equals("query"))
                    .forEach(one -> assertDoesNotThrow(() -> parameters.text(one.get("name").asText()), operation.toString()));
        }
    }

    @Test
    void everyProblemTypeThatIsDescribedExistsWithItsStatus() {
        Map<String, Integer> known = List.of(ProblemType.values()).stream().collect(Collectors.toMap(ProblemType::type, ProblemType::status));
        Description.names(description.root().at("/components/responses")).forEach(name -> {
            String response = "/components/responses/" + name;
            JsonNode status = description.root().at(response + "/content/application~1problem+json/schema/properties/status/const");
            for (String type : description.problems(response)) {
                assertTrue(known.containsKey(type), name + " " + type);
                assertTrue(status.isMissingNode() || status.asInt() == known.get(type), name + " " + type);
            }
        });
    }

    @Test
    void whatIsDescribedFits() {
        assertFits("GET", "/v1/games", answer(200, JSON, TAGGED, "{'games':[]}"));
        assertFits("HEAD", "/v1/games", answer(200, JSON, TAGGED, ""));
        assertFits("GET", "/v1/nowhere", answer(404, PROBLEM, Map.of(), NO_SUCH_THING));
        assertFits("GET", "/page.js", answer(599, "a/page", Map.of(), ""));
    }

    @Test
    void whatIsNotDescribedIsNoticed() {
        assertNoticed("GET", "/v1/games", answer(200, JSON, TAGGED, "{'games':[],'more':1}"));
        assertNoticed("GET", "/v1/games", answer(200, JSON, Map.of("content-language", "en"), "{'games':[]}"));
        assertNoticed("GET", "/v1/games", answer(200, "text/plain", TAGGED, "{'games':[]}"));
        assertNoticed("GET", "/v1/games", answer(201, JSON, TAGGED, "{'games':[]}"));
        assertNoticed("GET", "/v1/games", answer(404, PROBLEM, Map.of(), NO_SUCH_THING.replace("not-found", "withdrawn")));
        assertNoticed("GET", "/v1/games", answer(404, PROBLEM, Map.of(), NO_SUCH_THING.replace("'status'", "'more':1,'status'")));
        assertNoticed("GET", "/v1/sites", answer(404, PROBLEM, Map.of(), NO_SUCH_THING));
        assertNoticed("GET", "/v1/nowhere", answer(200, JSON, Map.of(), "{}"));
        assertNoticed("PATCH", "/v1/games", answer(200, JSON, Map.of(), "{}"));
        assertNoticed("POST", "/v1/schedule/", answer(200, JSON, Map.of(), "{}"));
    }

    @Test
    void aChangeThatWasTakenHasToBeAsItIsDescribed() {
        Answer revoked = answer(200, JSON, Map.of(), "{'name':'a','revoked':1,'new':true}");
        assertDoesNotThrow(() -> Contract.check("POST", "/v1/ops/keys/a/revocation", "{\"reason\": \"it leaked\"}".getBytes(StandardCharsets.UTF_8), revoked));
        assertThrows(AssertionError.class, () -> Contract.check("POST", "/v1/ops/keys/a/revocation", "{}".getBytes(StandardCharsets.UTF_8), revoked));
    }
}
