package org.palmares.protocol.odf;

import java.util.HashMap;
import java.util.Map;

/** Gives one object for equal short texts of a message, which repeats a few of them over and over: codes, marks, dates. */
final class Strings {

    /** Texts that are remembered; the first ones of a message are those that come again. */
    private static final int REMEMBERED_MAX = 8_192;
    private static final int LONGEST = 34;

    private final Map<String, String> known = new HashMap<>();

    String one(String text) {
        if (text.length() > LONGEST) {
            return text;
        }
        String same = known.get(text);
        if (same != null) {
            return same;
        }
        if (known.size() < REMEMBERED_MAX) {
            known.put(text, text);
        }
        return text;
    }
}
