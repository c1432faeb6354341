package org.palmares.protocol.odf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OdfWriterTest {

    private static final String LETTERS = "abcÉß中<>&\"' \t\n.-_";
    private static final int MEDAL = 0x1F947;

    @Test
    void whatIsWrittenIsReadBackTheSame() throws Exception {
        Random random = new Random(42);
        for (int round = 0; round < 2_000; round++) {
            OdfElement tree = element(random, 0);
            assertEquals(shape(tree), shape(OdfReader.readElement(OdfWriter.write(tree))), "round " + round);
        }
    }

    @Test
    void whatXmlCanNotCarryIsReplacedAndNeverMakesTheDocumentUnreadable() throws Exception {
        OdfElement odd = new OdfElement("E", Map.of("A", "half \uD83E, nul \0, \uFFFF, whole \uD83E\uDD47"), List.of(new OdfText("x\uDD47\u0001y")));

        OdfElement read = OdfReader.readElement(OdfWriter.write(odd));

        assertEquals("half \uFFFD, nul \uFFFD, \uFFFD, whole \uD83E\uDD47", read.attribute("A"));
        assertEquals(List.of(new OdfText("x\uFFFD\uFFFDy")), read.children());
    }

    @Test
    void theHashCountsContentAndNotFormOrTime() throws Exception {
        String one = "<Competition><Result SortOrder=\"1\" Rank=\"1\"/></Competition>";
        String hash = hash(OdfReaderTest.HEADER, one);

        assertEquals(hash, hash(OdfReaderTest.HEADER.replace("220000001", "230000000"), one));
        assertEquals(hash, hash(OdfReaderTest.HEADER, "<Competition>\n  <Result Rank=\"1\" SortOrder=\"1\"></Result>\n</Competition>"));
        assertNotEquals(hash, hash(OdfReaderTest.HEADER, one.replace("Rank=\"1\"", "Rank=\"2\"")));
        assertNotEquals(hash, hash(OdfReaderTest.HEADER.replace("OFFICIAL", "UNOFFICIAL"), one));
        assertNotEquals(hash, hash(OdfReaderTest.HEADER, one + "<Note>x</Note>"));
    }

    @Test
    void realMessagesAreWrittenAsTheyWereRead() {
        SharedData.forEach(SharedData.folder().resolve("odf"), (name, xml) -> {
            try {
                OdfElement root = OdfReader.readElement(xml);
                assertEquals(shape(root), shape(OdfReader.readElement(OdfWriter.write(root))), name);
            } catch (OdfSyntaxException unexpected) {
                throw new AssertionError(name, unexpected);
            }
        });
    }

    private static String hash(String header, String competition) throws Exception {
        return ContentHash.of(OdfReader.read(OdfReaderTest.message(header, competition)));
    }

    private static OdfElement element(Random random, int depth) {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            attributes.put("A" + random.nextInt(10), text(random));
        }
        List<OdfNode> children = new ArrayList<>();
        boolean lastWasText = false;
        for (int i = depth > 4 ? 0 : random.nextInt(4); i > 0; i--) {
            boolean textNext = !lastWasText && random.nextInt(4) == 0;
            children.add(textNext ? new OdfText('x' + text(random)) : element(random, depth + 1));
            lastWasText = textNext;
        }
        return new OdfElement("E" + random.nextInt(5), attributes, children);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.appendCodePoint(random.nextInt(10) == 0 ? MEDAL : LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** Everything but the line numbers; text without the line ends that the writer puts around elements. */
    private static String shape(OdfNode node) {
        if (node instanceof OdfText text) {
            return '"' + text.text().strip() + '"';
        }
        OdfElement element = (OdfElement) node;
        return element.name() + new ArrayList<>(element.attributes().entrySet()) + element.children().stream().map(OdfWriterTest::shape).toList();
    }

}
