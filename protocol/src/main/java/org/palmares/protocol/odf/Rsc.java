package org.palmares.protocol.odf;

import java.util.regex.Pattern;

/**
 * Results System Code: 34 characters, discipline 3, gender 1, event 18, phase 4, unit 8, each padded with {@code -} on the right
 * (ODF Foundation Principles 10.3). The alphabet is A–Z, 0–9, dot and dash; the published examples break finer rules, so no finer rule is
 * enforced.
 *
 * @param value the 34 characters
 */
public record Rsc(String value) implements Comparable<Rsc> {

    /** Number of characters of every RSC. */
    public static final int LENGTH = 34;

    private static final int EVENT_LENGTH = 22;
    private static final Pattern FORM = Pattern.compile("[A-Z0-9.\\-]{34}");

    /** @throws IllegalArgumentException if {@code value} is not 34 characters of the alphabet */
    public Rsc {
        if (!isRsc(value)) {
            throw new IllegalArgumentException("an RSC is 34 characters of A-Z, 0-9, '.' and '-', not \"" + value + '"');
        }
    }

    /** Whether {@code text} has the form of an RSC. */
    public static boolean isRsc(String text) {
        return FORM.matcher(text).matches();
    }

    /** The three letters of the discipline. */
    public String discipline() {
        return value.substring(0, 3);
    }

    /** M, W, X, O, or {@code -} where none. */
    public String gender() {
        return value.substring(3, 4);
    }

    /** The first 22 characters, which name the competition (the event). */
    public String competition() {
        return value.substring(0, EVENT_LENGTH);
    }

    /** The discipline's own competition, which holds what belongs to no event. */
    public String disciplineCompetition() {
        return discipline() + "-".repeat(EVENT_LENGTH - 3);
    }

    /** The four characters of the phase. */
    public String phase() {
        return value.substring(EVENT_LENGTH, 26);
    }

    /** The eight characters of the unit. */
    public String unit() {
        return value.substring(26);
    }

    @Override
    public int compareTo(Rsc other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
