package org.palmares.tools.drill.proof;

import java.util.Map;
import java.util.Set;

/**
 * What a data centre says after healing.
 *
 * @param site the data centre
 * @param shown version of the result that it shows, by unit; absent where it shows none
 * @param journalled versions in the journals, by unit
 * @param digests position and digest of every competition, by competition
 */
public record FinalState(String site, Map<String, Long> shown, Map<String, Set<Long>> journalled, Map<String, String> digests) {}
