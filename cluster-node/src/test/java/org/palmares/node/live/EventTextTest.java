package org.palmares.node.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written is read again as it was, in lines that every reader takes. */
class EventTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<String> lines(Object value) throws Exception {
        String text = EventText.data(JSON.writeValueAsBytes(value)).utf8String();
        assertTrue(text.endsWith("\n\n"));
        List<String> lines = text.substring(0, text.length() - 2).lines().toList();
        assertTrue(lines.stream().allMatch(line -> line.startsWith("data: ")));
        String joined = lines.stream().map(line -> line.substring("data: ".length())).collect(Collectors.joining("\n"));
        assertEquals(JSON.valueToTree(value), JSON.readTree(joined));
        return lines;
    }

    private static int longest(List<String> lines) {
        return lines.stream().mapToInt(line -> line.getBytes(StandardCharsets.UTF_8).length + 1).max().orElseThrow();
    }

    @Test
    void aSmallValueIsOneLine() throws Exception {
        assertEquals(List.of("data: {\"a\":\"b\"}"), lines(Map.of("a", "b")));
    }

    @Test
    void aLargeValueIsCutBetweenTokensAndNeverWithinAText() throws Exception {
        List<Map<String, String>> rows = IntStream.range(0, 500)
                .mapToObj(i -> Map.of("name", "A, B: {\"[x]\\" + i, "mark", "9.8" + i))
                .toList();
        List<String> lines = lines(Map.of("rows", rows));
        assertTrue(lines.size() > 1);
        assertTrue(longest(lines) <= EventText.LINE_MAX, "longest " + longest(lines));
    }

    @Test
    void whateverTheLengthsNoLineIsTooLong() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            List<String> texts = IntStream.range(0, random.nextInt(40)).mapToObj(i -> "é".repeat(random.nextInt(1_500))).toList();
            List<String> lines = lines(texts);
            assertTrue(longest(lines) <= EventText.LINE_MAX, "round " + round);
        }
    }

    @Test
    void onlyATextThatIsLongerMakesALongerLine() throws Exception {
        List<String> lines = lines(List.of("a", "x".repeat(10_000), "b"));
        assertEquals(1, lines.stream().filter(line -> line.length() > EventText.LINE_MAX).count());
    }
}
