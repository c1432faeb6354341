package org.palmares.journal;

/** What was sent to a node, as it may stand in a log line: input must not be able to write lines of its own there. */
public final class LogText {

    private static final int LONGEST = 300;

    private LogText() {}

    /** {@code input} on one line, without control characters and bounded. */
    public static String of(Object input) {
        String text = String.valueOf(input);
        StringBuilder safe = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            int type = Character.getType(c);
            boolean breaks = Character.isISOControl(c)
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR
                    || type == Character.FORMAT;
            safe.append(breaks ? '?' : c);
        }
        return text.length() > LONGEST ? safe.append('…').toString() : safe.toString();
    }
}
