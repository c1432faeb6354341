package org.palmares.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.palmares.protocol.contract.planning.Level;
import org.palmares.protocol.contract.planning.PlanningSettings;
import org.palmares.protocol.contract.planning.Problem;

/** A day as large as the busiest of a Games and the one after it: 35 venues, some with courts, and a storm at noon that closes six of them. */
final class BigDay {

    private static final int VENUES = 35;
    private static final int COURTS = 4;

    private BigDay() {}

    /** With {@code perDay} units on each of two days. */
    static Problem of(int perDay, int timeLimitMillis) {
        Random random = new Random(2024);
        Day day = Day.at("30 12:00");
        for (int date = 0; date < 2; date++) {
            for (int i = 0; i < perDay; i++) {
                unit(day, 30 + date, i, random);
            }
        }
        for (int venue = 0; venue < 6; venue++) {
            day.closed("V" + venue * 5, "30 12:00", "30 " + (17 + venue) + ":00");
        }
        PlanningSettings settings = Day.settings(15, 4, Map.of(PlanningSettings.OTHERS, 60), false, Level.ORDER);
        return day.with(new PlanningSettings(settings.gridMinutes(), settings.horizonDays(), 60, null, settings.hours(), Map.of(), settings.restMinutes(), Map.of(), false,
                Level.ORDER, 60, timeLimitMillis, 1)).problem();
    }

    private static void unit(Day day, int date, int number, Random random) {
        int venue = number % VENUES;
        String place = venue % 5 == 0 ? "V" + venue + '/' + number / VENUES % COURTS : "V" + venue;
        int hour = 9 + number / VENUES * 2 % 12;
        List<Day.Trait> traits = new ArrayList<>(List.of(
                Day.round("E" + venue, date - 30), Day.session("S" + venue + '-' + date + (hour < 13 ? "M" : "A")),
                Day.who("p" + venue + '-' + random.nextInt(8), "p" + venue + '-' + random.nextInt(8))));
        if (date == 30 && hour < 12) {
            traits.add(Day.pinned());
        }
        if (number % 9 == 0) {
            traits.add(Day.medal("09:00", "22:00"));
        }
        if (number % 4 == 0) {
            traits.add(Day.or("V" + (venue + 5) % VENUES));
        }
        String code = String.format("D%02dX%d%04d", venue, date, number);
        day.unit(code, place, String.format("%d %02d:00", date, hour), 90, traits.toArray(Day.Trait[]::new));
    }
}
