package org.palmares.protocol.text;

/** What was sent to a node, as it may stand in a log line: input must not be able to write lines of its own there. */
public final class LogText {

    private static final int LONGEST = 300;

    private LogText() {}

    /** {@code input} on one line, without control characters, lone surrogates, and bounded; cut between characters, never within one. */
    public static String of(Object input) {
        String text = String.valueOf(input);
        StringBuilder safe = new StringBuilder(Math.min(text.length(), LONGEST) + 1);
        int at = 0;
        while (at < text.length() && safe.length() < LONGEST) {
            int character = text.codePointAt(at);
            safe.appendCodePoint(breaks(character) ? '?' : character);
            at += Character.charCount(character);
        }
        return at < text.length() ? safe.append('…').toString() : safe.toString();
    }

    private static boolean breaks(int character) {
        int type = Character.getType(character);
        return Character.isISOControl(character)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.FORMAT
                || type == Character.SURROGATE;
    }
}
