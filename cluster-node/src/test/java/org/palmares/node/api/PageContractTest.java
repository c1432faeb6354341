package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.palmares.node.api.Messages.FINAL;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.palmares.protocol.contract.DeskShapes;
import org.palmares.protocol.contract.Shapes;

/** The types that pages are checked with, contract.d.ts, say what the node answers: by the records it is made of, and by real answers. */
class PageContractTest {

    private static final Pattern INTERFACE = Pattern.compile("interface (\\w+) \\{(.*?)\\n  }", Pattern.DOTALL);
    private static final Pattern MEMBER = Pattern.compile("(\\w+)(\\??): ([^;]+);");

    /** A member as written: whether it may be absent, and its type without null. */
    private record Member(boolean isOptional, String type) {}

    private static Map<String, Map<String, Member>> contract;

    @TempDir
    private static Path keys;

    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        contract = read(Files.readString(Path.of("src/test/web/contract.d.ts")));
        site = new TestSite(keys);
        site.history = (competition, replica, number) -> Source.from(site.journalled(competition)).filter(event -> event.origin().number() > number);
        site.take(
                Messages.schedule(1, Messages.unit(FINAL, "2030-08-04T21:55:00+02:00", "Men's 100m Final", "100m hommes, finale")),
                Messages.result(FINAL, 1, Messages.row(1, "FRA", "DOE", "Jo", "9.99")));
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static Map<String, Map<String, Member>> read(String text) {
        Map<String, Map<String, Member>> interfaces = new LinkedHashMap<>();
        for (Matcher one = INTERFACE.matcher(text); one.find(); ) {
            Map<String, Member> members = new LinkedHashMap<>();
            for (Matcher member = MEMBER.matcher(one.group(2)); member.find(); ) {
                members.put(member.group(1), new Member(!member.group(2).isEmpty(), member.group(3).replace(" | null", "")));
            }
            interfaces.put(one.group(1), members);
        }
        return interfaces;
    }

    static List<Class<?>> shapes() {
        return Stream.of(Shapes.class, DeskShapes.class).flatMap(all -> Arrays.stream(all.getDeclaredClasses())).filter(Class::isRecord).toList();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void itHasEveryRecordWithItsMembers(Class<?> record) {
        Map<String, String> expected = new LinkedHashMap<>();
        for (RecordComponent component : record.getRecordComponents()) {
            JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
            expected.put(named == null ? component.getName() : named.value(), type(component.getGenericType()));
        }
        Map<String, Member> written = contract.getOrDefault(name(record), Map.of());
        assertEquals(expected, written.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().type())), name(record));
        for (RecordComponent component : record.getRecordComponents()) {
            Member member = written.get(component.getName());
            assertTrue(!component.getType().isPrimitive() || member == null || !member.isOptional(), component + " is always there");
        }
    }

    private static String name(Class<?> record) {
        return record.getSimpleName().replaceFirst("Shape$", "");
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType many) {
            return many.getRawType() == Map.class ? "Record<string, unknown>" : type(many.getActualTypeArguments()[0]) + "[]";
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return "string";
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return "boolean";
        }
        return plain.isPrimitive() || plain == Integer.class ? "number" : name(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "Sites, /v1/sites", "GamesList, /v1/games", "DisciplineList, /v1/disciplines", "Schedule, /v1/schedule?date=2030-08-04", "ClashList, /v1/schedule/clashes",
        "History, /v1/units/" + FINAL + "/history", "MedalTable, /v1/medals",
        "Unit, /v1/units/" + FINAL, "Result, /v1/units/" + FINAL + "/result", "Problem, /v1/nowhere"
    })
    void itSaysWhatIsAnswered(String name, String address) throws Exception {
        check(name, site.get(address).json());
    }

    @Test
    void itSaysWhatSchedulersAreAnswered() throws Exception {
        String selected = "{\"select\": {\"units\": [\"" + FINAL + "\"]}, \"action\": ";
        check("ScheduleChange", change(selected + "\"shift\", \"minutes\": 30, \"dryRun\": true}"));
        JsonNode done = change(selected + "\"delay\", \"reason\": \"rain\"}");
        check("ScheduleChange", done);
        check("ScheduleChange", schedulers("/v1/schedule/changes/" + done.path("id").asText()));
        check("ConflictList", schedulers("/v1/schedule/conflicts"));
        check("Hold", ask(HttpMethods.PUT, "/v1/schedule/holds/unit/" + FINAL, "{\"reason\": \"storm\"}"));
        check("HoldList", schedulers("/v1/schedule/holds"));
        for (JsonNode listed : schedulers("/v1/schedule/changes").path("changes")) {
            assertTrue(contract.get("ScheduleChange").keySet().containsAll(names(listed)), listed.toString());
        }
    }

    private static JsonNode schedulers(String address) throws Exception {
        return site.get(address, "X-API-KEY", TestSite.SCHEDULER_KEY).json();
    }

    private static JsonNode change(String body) throws Exception {
        return ask(HttpMethods.POST, "/v1/schedule/changes", body);
    }

    private static JsonNode ask(HttpMethod method, String address, String body) throws Exception {
        return site.ask(HttpRequest.create(address)
                        .withMethod(method)
                        .withEntity(ContentTypes.APPLICATION_JSON, body.getBytes(StandardCharsets.UTF_8))
                        .addHeader(RawHeader.create("X-API-KEY", TestSite.SCHEDULER_KEY)))
                .json();
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new HashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void check(String name, JsonNode answer) {
        Map<String, Member> members = contract.get(name);
        answer.fieldNames().forEachRemaining(member -> assertTrue(members.containsKey(member), () -> name + " has no " + member));
        members.forEach((member, written) -> {
            assertTrue(written.isOptional() || answer.has(member), () -> name + " always has " + member);
            String inner = written.type().replace("[]", "");
            if (contract.containsKey(inner) && answer.path(member).isArray()) {
                answer.get(member).forEach(item -> check(inner, item));
            } else if (contract.containsKey(inner) && answer.hasNonNull(member)) {
                check(inner, answer.get(member));
            }
        });
    }
}
