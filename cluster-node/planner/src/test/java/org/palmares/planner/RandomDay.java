package org.palmares.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.palmares.protocol.contract.planning.Problem;

/** Small days at random, the same for the same seed. */
final class RandomDay {

    private static final String[] PLACES = {"V/1", "V/1", "V/2", "W"};

    private final Random random;
    private final int units;

    private RandomDay(long seed, int units) {
        this.random = new Random(seed);
        this.units = units;
    }

    static Problem of(long seed, int units, int grid) {
        return new RandomDay(seed, units).problem(grid);
    }

    private Problem problem(int grid) {
        Day day = Day.at("30 07:00").grid(grid).horizon(2).rest(random.nextInt(3) * 60).turnaround(random.nextInt(2) * 45);
        for (int i = 0; i < units; i++) {
            String start = String.format("%d %02d:%02d", 30 + random.nextInt(2), 8 + random.nextInt(9), random.nextInt(3) * 20);
            day.unit("U" + i, PLACES[random.nextInt(PLACES.length)], start, 60 + 30 * random.nextInt(4), traits());
        }
        switch (random.nextInt(5)) {
            case 0 -> day.halved("V", "30 08:00", "30 16:00").closed("W", "30 08:00", "30 12:00");
            case 1 -> day.nothingBefore("V", "30 13:00");
            case 2 -> day.closed("V/1", "30 08:00", "31 12:00");
            case 3 -> day.closed("V", "30 06:00", "31 " + (10 + random.nextInt(13)) + ":00");
            default -> day.closed("W", "30 09:00", "30 14:00").nothingBefore("V", "30 11:00");
        }
        // Whoever is meant must exist.
        return day.unit("Z1", "V/2", "31 20:00", 60, Day.pinned()).unit("Z2", "W", "31 20:00", 60, Day.pinned()).problem();
    }

    private Day.Trait[] traits() {
        List<Day.Trait> traits = new ArrayList<>();
        if (random.nextInt(2) == 0) {
            traits.add(Day.round("E" + random.nextInt(2), random.nextInt(3)));
        }
        if (random.nextInt(2) == 0) {
            traits.add(Day.who("p" + random.nextInt(3), "q" + random.nextInt(4)));
        }
        if (random.nextInt(2) == 0) {
            traits.add(Day.session("S" + random.nextInt(2)));
        }
        if (random.nextInt(3) == 0) {
            traits.add(Day.or("W", "V/2"));
        }
        if (random.nextInt(4) == 0) {
            traits.add(Day.medal("09:00", "18:00"));
        }
        if (random.nextInt(6) == 0) {
            traits.add(Day.pinned());
        }
        return traits.toArray(Day.Trait[]::new);
    }
}
