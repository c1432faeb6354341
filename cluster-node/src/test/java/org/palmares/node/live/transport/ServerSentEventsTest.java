package org.palmares.node.live.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.palmares.node.live.LiveFrame;
import org.palmares.node.live.LiveFrames;

/** What is written is read again as it was, in lines that every reader takes. */
class ServerSentEventsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LINE_MAX = 4_096;

    private static String text(LiveFrame frame) {
        return new String(frame.in(ServerSentEvents.FORM).plain(), StandardCharsets.UTF_8);
    }

    private static List<String> lines(Object value) throws Exception {
        String text = text(LiveFrames.of("result", Optional.of("p1"), value));
        assertTrue(text.startsWith("event: result\nid: p1\ndata: ") && text.endsWith("\n\n"));
        List<String> lines = text.substring(0, text.length() - 2).lines().skip(2).toList();
        assertTrue(lines.stream().allMatch(line -> line.startsWith("data: ")));
        String joined = lines.stream().map(line -> line.substring("data: ".length())).collect(Collectors.joining("\n"));
        assertEquals(JSON.valueToTree(value), JSON.readTree(joined));
        return lines;
    }

    private static int longest(List<String> lines) {
        return lines.stream().mapToInt(line -> line.getBytes(StandardCharsets.UTF_8).length + 1).max().orElseThrow();
    }

    @Test
    void onlyTheFirstOfAStreamSaysWhenToComeBackAndWhatHasNoCursorHasNoId() {
        assertTrue(text(LiveFrames.start("p1")).matches("retry: \\d+\nevent: start\nid: p1\ndata: \\{\"cursor\":\"p1\"}\n\n"));
        assertEquals("event: move\ndata: {}\n\n", text(LiveFrames.of("move", Optional.empty(), Map.of())));
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
        assertTrue(longest(lines) <= LINE_MAX, "longest " + longest(lines));
    }

    @Test
    void whateverTheLengthsNoLineIsTooLong() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            List<String> texts = IntStream.range(0, random.nextInt(40)).mapToObj(i -> "é".repeat(random.nextInt(1_500))).toList();
            List<String> lines = lines(texts);
            assertTrue(longest(lines) <= LINE_MAX, "round " + round);
        }
    }

    @Test
    void onlyATextThatIsLongerMakesALongerLine() throws Exception {
        List<String> lines = lines(List.of("a", "x".repeat(10_000), "b"));
        assertEquals(1, lines.stream().filter(line -> line.length() > LINE_MAX).count());
    }
}
