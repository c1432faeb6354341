package org.palmares.protocol.odf;

import java.nio.charset.StandardCharsets;

/** Writes messages as XML, one element a line, in the form that the real feeds have. */
public final class OdfWriter {

    private static final int REPLACEMENT = 0xFFFD;

    private final StringBuilder out = new StringBuilder(4096);

    private OdfWriter() {}

    /**
     * The document with {@code root} as UTF-8. Reading it gives the same elements, attributes, text and order; what XML can not carry is
     * written as U+FFFD.
     */
    public static byte[] write(OdfElement root) {
        OdfWriter writer = new OdfWriter();
        writer.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        writer.element(root, false);
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param inText whether there is text beside it: a line end would be text too */
    private void element(OdfElement element, boolean inText) {
        out.append('<').append(element.name());
        element.attributes().forEach((name, value) -> {
            out.append(' ').append(name).append("=\"");
            escape(value, true);
            out.append('"');
        });
        if (element.children().isEmpty()) {
            out.append(inText ? " />" : " />\n");
            return;
        }
        boolean mixed = element.children().stream().anyMatch(OdfText.class::isInstance);
        out.append(mixed ? ">" : ">\n");
        element.children().forEach(child -> child(child, mixed));
        out.append("</").append(element.name()).append(inText ? ">" : ">\n");
    }

    private void child(OdfNode child, boolean inText) {
        if (child instanceof OdfText text) {
            escape(text.text(), false);
        } else {
            element((OdfElement) child, inText);
        }
    }

    private void escape(String text, boolean attribute) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                // A reader turns bare line ends and tabs of an attribute into spaces (XML 1.0, 3.3.3).
                case '\n', '\t' -> out.append(attribute ? "&#" + c + ';' : Character.toString(c));
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(isCharacter(c) ? c : REPLACEMENT);
            }
        }
    }

    /** What a document may hold at all (XML 1.0, 2.2): no halves of surrogate pairs, no controls; not even as references. */
    private static boolean isCharacter(int c) {
        return c >= ' ' && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) && c != 0xFFFE && c != 0xFFFF;
    }
}
