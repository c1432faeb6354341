package org.palmares.protocol.odf;

import java.util.regex.Pattern;

/** What codes and words of a message may be made of. */
final class Words {

    /** A word of a code list, also one that this release does not know. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.\\-]{1,40}");
    /** Control and format characters, line and paragraph separators, halves of characters: they stand in no address and no log line. */
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}\\uFFFE\\uFFFF]");
    private static final int SHOWN = 60;

    private Words() {}

    static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    /** Whether {@code code} can be a code; every letter, blank and sign can, the slash too. */
    static boolean isCode(String code) {
        return !UNFIT.matcher(code).find();
    }

    /** At most 60 characters of {@code text}, never half of one. */
    static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= SHOWN) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
