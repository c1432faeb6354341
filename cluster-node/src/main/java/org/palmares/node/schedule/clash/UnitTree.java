package org.palmares.node.schedule.clash;

import java.util.ArrayList;
import java.util.List;
import org.palmares.protocol.odf.Rsc;

/**
 * Which items of a timetable stand above which, by their codes (ODF Foundation Principles 10.3). Some units are in a timetable twice: as the
 * phase, whose time spans theirs, and by themselves.
 */
final class UnitTree {

    private static final int EVENT = 22;
    private static final int PHASE = 26;
    /** Four characters of the unit count units; the next two count its parts in some disciplines. */
    private static final int NUMBER = 30;
    private static final int UNIT = 32;

    private static final String NONE = "--";
    private static final String WHOLE = "00";

    private UnitTree() {}

    /** Codes of all items that may stand above {@code code}. */
    static List<String> above(Rsc code) {
        List<String> above = wholes(code);
        String value = code.value();
        add(value.substring(0, PHASE), value, above);
        add(value.substring(0, EVENT), value, above);
        return above;
    }

    /** Codes of the units that {@code code} may be a part of. */
    static List<String> wholes(Rsc code) {
        String value = code.value();
        List<String> wholes = new ArrayList<>();
        String part = value.substring(UNIT);
        if (!part.equals(NONE)) {
            add(value.substring(0, UNIT), value, wholes);
            add(value.substring(0, UNIT) + WHOLE, value, wholes);
        }
        String number = value.substring(NUMBER, UNIT);
        if (!number.equals(NONE) && !number.equals(WHOLE)) {
            add(value.substring(0, NUMBER) + WHOLE, value, wholes);
        }
        if (!number.equals(NONE)) {
            add(value.substring(0, NUMBER), value, wholes);
        }
        return wholes;
    }

    private static void add(String prefix, String value, List<String> above) {
        String code = prefix + "-".repeat(Rsc.LENGTH - prefix.length());
        if (!code.equals(value)) {
            above.add(code);
        }
    }
}
