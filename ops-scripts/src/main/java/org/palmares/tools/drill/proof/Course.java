package org.palmares.tools.drill.proof;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * When what was done.
 *
 * @param fault when it was broken
 * @param mending when mending began
 * @param mended when it was mended: the processes are ready again, the line is whole
 * @param detected when the others noticed; empty where that is not known
 * @param converged when all data centres were seen to agree; empty where they were not
 * @param down data centres that cannot be expected to answer from fault to mended
 */
public record Course(
        Instant fault, Instant mending, Instant mended, Optional<Instant> detected, Optional<Instant> converged, Set<String> down) {}
