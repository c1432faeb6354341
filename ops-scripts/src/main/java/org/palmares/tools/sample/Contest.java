package org.palmares.tools.sample;

import java.util.List;
import org.palmares.protocol.odf.Rsc;
import org.palmares.tools.sample.Plan.Event;

/**
 * A unit with its end known: who competes, and what comes out.
 *
 * @param rsc of the unit
 * @param event what it belongs to
 * @param name for people
 * @param phase number of the phase in the event, from 0
 * @param day of the Games, from 1
 * @param medal 0 none, 1 gold, 3 bronze
 * @param lines in the order of the result; in a duel home, then away
 */
record Contest(Rsc rsc, Event event, String name, int phase, int day, int medal, List<Line> lines) {

    Contest {
        lines = List.copyOf(lines);
    }

    /** Whether two meet. */
    boolean duel() {
        return event.sport() instanceof Sport.Duel;
    }

    /**
     * What comes out for one.
     *
     * @param side who
     * @param start place at the start, from 1
     * @param rank from 1; 0 for none
     * @param mark as a number
     * @param text the mark as shown
     * @param gap behind the best, as shown
     * @param irm DNF and the like
     * @param wlt W or L of a duel
     * @param qualification Q by place, q by mark
     */
    record Line(Side side, int start, int rank, double mark, String text, String gap, String irm, String wlt, String qualification) {

        Line qualified(String by) {
            return new Line(side, start, rank, mark, text, gap, irm, wlt, by);
        }
    }

    /**
     * A medal.
     *
     * @param code ME_GOLD, ME_SILVER or ME_BRONZE
     * @param side who has it
     * @param contest that gave it
     */
    record Won(String code, Side side, Contest contest) {}

    /**
     * What becomes of an event.
     *
     * @param contests all units in the order of their phases
     * @param medals all medals
     */
    record Course(List<Contest> contests, List<Won> medals) {}
}
