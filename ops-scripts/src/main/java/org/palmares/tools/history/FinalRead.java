package org.palmares.tools.history;

import java.util.Map;

/**
 * What a data centre says after healing.
 *
 * @param site the data centre
 * @param versions version of each document, by document; absent where it has none
 * @param digests position and digest of each competition
 */
public record FinalRead(String site, Map<String, Long> versions, Map<String, String> digests) {}
