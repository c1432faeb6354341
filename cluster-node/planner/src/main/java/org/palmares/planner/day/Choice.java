package org.palmares.planner.day;

import java.util.Arrays;
import org.palmares.protocol.contract.planning.Place;

/**
 * A place at which a unit may be held, and when.
 *
 * @param place where
 * @param home whether it is the published place
 * @param starts all starts that the unit's own rules allow there, ascending
 */
public record Choice(Place place, boolean home, int[] starts) {

    /** Whether it may begin then. */
    public boolean allows(int start) {
        return Arrays.binarySearch(starts, start) >= 0;
    }
}
