package org.palmares.tools.drill.proof;

import java.util.Map;
import java.util.Set;

/**
 * What a data centre says after healing. A unit that is absent could not be asked for: that is no proof of a loss, nor of none.
 *
 * @param site the data centre
 * @param shown the result that it shows, by unit
 * @param journalled content hashes by version in the journals, by unit; more than one hash where a version came with two contents
 * @param digests position and digest of every competition, by competition
 */
public record FinalState(
        String site, Map<String, Shown> shown, Map<String, Map<Long, Set<String>>> journalled, Map<String, String> digests) {

    /**
     * A result that is shown.
     *
     * @param version 0 where none is
     * @param content equal where all but the position is
     */
    public record Shown(long version, String content) {

        static final Shown NOTHING = new Shown(0, "");
    }

    /** Whether it said what it has of {@code unit}. */
    boolean tellsOf(String unit) {
        return shown.containsKey(unit) && journalled.containsKey(unit);
    }
}
