package org.palmares.tools.wan;

import java.time.Duration;
import java.util.List;
import org.palmares.tools.site.layout.Layout;

/**
 * How far apart the places of the lab are: 0 is this machine, where clients are and which is near to all, then come the data centres in their
 * order of succession.
 */
final class Distances {

    /** This machine and the data centres. */
    static final int PLACES = Layout.SITES.size() + 1;

    private static final Duration TO_PARIS = Duration.ofMillis(20);
    private static final Duration WITHIN_SPAIN = Duration.ofMillis(10);
    private static final int THIS_MACHINE = 0;

    private Distances() {}

    /** Place of a data centre. */
    static int placeOf(String site) {
        return Layout.SITES.indexOf(site) + 1;
    }

    /** From one data centre to the other and back. */
    static Duration roundTrip(String one, String other) {
        return List.of(one, other).contains("paris") ? TO_PARIS : WITHIN_SPAIN;
    }

    /** One way between two places. */
    static Duration oneWay(int from, int to) {
        if (from == to || from == THIS_MACHINE || to == THIS_MACHINE) {
            return Duration.ZERO;
        }
        return roundTrip(Layout.SITES.get(from - 1), Layout.SITES.get(to - 1)).dividedBy(2);
    }
}
