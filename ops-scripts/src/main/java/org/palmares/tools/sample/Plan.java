package org.palmares.tools.sample;

import java.time.LocalTime;
import java.util.List;

/** What the catalogue says: disciplines, events and their phases. */
final class Plan {

    private Plan() {}

    /**
     * A discipline.
     *
     * @param code three letters
     * @param venue code of its venue
     * @param venueName the same for people
     * @param starts when its sessions of a day begin
     * @param minutes a unit takes
     * @param courts units side by side
     * @param reuse share of the places that go to persons who are entered already
     */
    record Discipline(String code, String venue, String venueName, List<LocalTime> starts, int minutes, int courts, double reuse) {}

    /**
     * A phase of an event.
     *
     * @param code as in the RSC, without its filling
     * @param units how many units, where the form of the event does not say it
     * @param places how many may compete; 0 for all who are entered
     * @param firstDay day of the Games, from 1
     * @param lastDay the same or later
     */
    record Phase(String code, int units, int places, int firstDay, int lastDay) {

        /** Day of a unit when the units are spread over the days. */
        int day(int index, int of) {
            return firstDay + index * (lastDay - firstDay + 1) / of;
        }

        Phase later(int days) {
            return new Phase(code, units, places, firstDay + days, lastDay + days);
        }
    }

    /** What becomes of those who lose a semi-final. */
    enum Bronze {
        /** They meet for one medal. */
        MATCH,
        /** Each meets one who lost in the quarter-finals, for a medal each. */
        TWO_MATCHES,
        /** Both have a medal. */
        BOTH
    }

    /**
     * An event, which is a competition.
     *
     * @param number place in the catalogue
     * @param competition the first 22 characters of its RSCs
     * @param name for people
     * @param sport kind of contest
     * @param entrants athletes or teams
     * @param team persons of a team; 0 for single athletes
     * @param phases in order, the last decides
     */
    record Event(int number, String competition, String name, Sport sport, int entrants, int team, List<Phase> phases) {

        String discipline() {
            return competition.substring(0, 3);
        }

        /** M, W, X or O. */
        String gender() {
            return competition.substring(3, 4);
        }

        /** The event's own RSC. */
        String rsc() {
            return competition + "-".repeat(12);
        }

        Bronze bronze() {
            return switch (discipline()) {
                case "BOX" -> Bronze.BOTH;
                case "JUD", "TKW", "WRE" -> Bronze.TWO_MATCHES;
                default -> Bronze.MATCH;
            };
        }
    }
}
