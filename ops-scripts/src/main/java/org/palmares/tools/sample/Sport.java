package org.palmares.tools.sample;

import java.util.Locale;

/** What kind of contest it is: how well somebody does in it, and how that is written. */
sealed interface Sport permits Sport.Ranked, Sport.Duel {

    /** ResultType of ODF. */
    String resultType();

    /** All compete side by side or one after the other, and a mark ranks them. */
    sealed interface Ranked extends Sport permits Race, Measure, Judged {

        /** A mark for somebody of this ability, which is from 0 to 1. */
        double perform(double ability, Chance chance);

        /** Whether the lower mark is the better. */
        boolean lowerWins();

        /** The least that marks can differ by. */
        double step();

        /** The mark as shown. */
        String text(double mark);

        /** How far {@code mark} is behind {@code best}, as shown. */
        String gap(double best, double mark);

        /** Whether the marks of all units of the event add up. */
        default boolean cumulative() {
            return false;
        }
    }

    /** By time, in seconds. */
    record Race(double best, int decimals) implements Ranked {

        private static final int MINUTE = 60;
        private static final int HOUR = 3600;

        @Override
        public String resultType() {
            return "TIME";
        }

        @Override
        public double perform(double ability, Chance chance) {
            return best * (1 + 0.035 * (1 - ability) + 0.008 * chance.share());
        }

        @Override
        public boolean lowerWins() {
            return true;
        }

        @Override
        public double step() {
            return Math.pow(10, -decimals);
        }

        @Override
        public String text(double mark) {
            double seconds = Math.round(mark / step()) * step();
            if (seconds < MINUTE && decimals > 0) {
                return decimal(seconds, decimals);
            }
            String rest = String.format(Locale.ROOT, "%0" + (decimals == 0 ? 2 : 3 + decimals) + '.' + decimals + 'f', seconds % MINUTE);
            int minutes = (int) (seconds / MINUTE);
            return seconds < HOUR
                    ? minutes + ":" + rest
                    : minutes / MINUTE + String.format(Locale.ROOT, ":%02d:", minutes % MINUTE) + rest;
        }

        @Override
        public String gap(double first, double mark) {
            return '+' + text(mark - first);
        }
    }

    /** By length or weight. */
    record Measure(String resultType, double best, int decimals) implements Ranked {

        @Override
        public double perform(double ability, Chance chance) {
            return best * (1 - 0.09 * (1 - ability) - 0.035 * chance.share());
        }

        @Override
        public boolean lowerWins() {
            return false;
        }

        @Override
        public double step() {
            return Math.pow(10, -decimals);
        }

        @Override
        public String text(double mark) {
            return decimal(mark, decimals);
        }

        @Override
        public String gap(double first, double mark) {
            return decimal(first - mark, decimals);
        }
    }

    /** How the points of several units become one result. */
    enum Counting {
        /** Each unit by itself. */
        EACH,
        /** They add up and the most wins. */
        SUM,
        /** They add up and the fewest wins: strokes, penalties. */
        LOW,
        /** The places in each race add up and the fewest wins. */
        PLACES
    }

    /** By points. */
    record Judged(double best, int decimals, Counting counting) implements Ranked {

        @Override
        public String resultType() {
            return "POINTS";
        }

        @Override
        public double perform(double ability, Chance chance) {
            return lowerWins() ? best * (1 + 0.16 * (1 - ability) + 0.1 * chance.share()) : best * (1 - 0.13 * (1 - ability) - 0.05 * chance.share());
        }

        @Override
        public boolean lowerWins() {
            return counting == Counting.LOW || counting == Counting.PLACES;
        }

        @Override
        public boolean cumulative() {
            return counting != Counting.EACH;
        }

        @Override
        public double step() {
            return Math.pow(10, -decimals);
        }

        @Override
        public String text(double mark) {
            return decimal(mark, decimals);
        }

        @Override
        public String gap(double first, double mark) {
            return decimal(Math.abs(first - mark), decimals);
        }
    }

    /**
     * Between two.
     *
     * @param lowest the least that a winner scores
     * @param highest the most that a winner scores
     * @param distance the most that a loser is behind
     */
    record Duel(int lowest, int highest, int distance) implements Sport {

        @Override
        public String resultType() {
            return "POINTS";
        }
    }

    private static String decimal(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
