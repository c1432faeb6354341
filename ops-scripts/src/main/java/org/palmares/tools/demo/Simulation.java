package org.palmares.tools.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.palmares.tools.load.Loading;
import org.palmares.tools.sample.Sample;

/**
 * Lets the sample Games go on, from where they were.
 *
 * @param sample what happens
 * @param until how far they have gone on
 * @param loading sends it
 * @param out for people
 */
public record Simulation(Sample sample, SimulatedUntil until, Loading loading, PrintWriter out) {

    private static final double PART_SECONDS = 60;

    /** How fast time of the Games goes where nothing else is asked for, and faster where nothing happens. */
    public static final double USUAL_SPEED = 10;

    /** The most messages a second where nothing else is asked for. */
    public static final double USUAL_RATE = 50;

    /** Begins at {@code time} of the Games. What was sent before is sent again, which does no harm. */
    public void goBack(LocalDateTime time) {
        until.write(time);
    }

    /**
     * Goes on for {@code time}, or until the Games are over; false when a message was not acknowledged. In parts, so that one that is broken off loses
     * little of its place.
     *
     * @param speed how fast time of the Games goes
     * @param rate the most messages a second
     */
    public boolean goOn(Duration time, double speed, double rate) {
        long end = System.nanoTime() + time.toNanos();
        boolean clean = true;
        while (clean && System.nanoTime() < end && !isOver()) {
            double seconds = Math.min(PART_SECONDS, (end - System.nanoTime()) / 1e9);
            LocalDateTime at = at();
            LocalDateTime next = at.plusSeconds(Math.max(1, Math.round(seconds * speed)));
            out.println("The Games go on from " + at + " to " + next + '.');
            clean = loading.run(List.of(sample.afterwards()), new Loading.Wish(at, next, speed, rate, Loading.PARALLEL));
            if (clean) {
                until.write(next);
            }
        }
        if (isOver()) {
            out.println("The Games are over. Begin again: palmares up --fresh --demo.");
            out.flush();
        }
        return clean;
    }

    private LocalDateTime at() {
        return until.read().orElse(sample.time().now());
    }

    /** Whether nothing is left to happen. */
    public boolean isOver() {
        return !at().isBefore(sample.time().end());
    }
}
