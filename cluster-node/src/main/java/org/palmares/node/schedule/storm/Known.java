package org.palmares.node.schedule.storm;

import java.time.ZoneOffset;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.palmares.node.schedule.clash.Clashes;
import org.palmares.node.schedule.clash.PlannedUnit;

/**
 * What is known of a Games when it is planned.
 *
 * @param clashes its timetable, with what does not go together in it
 * @param zone the offset of its clocks
 * @param free whether a unit may be moved at all: whoever asks may change it, and nobody holds it or that does not matter
 * @param rest minutes of rest between two units of a person, by discipline
 */
public record Known(Clashes clashes, ZoneOffset zone, Predicate<PlannedUnit> free, ToIntFunction<String> rest) {}
