package org.palmares.tools.bench.machine;

import java.util.Arrays;
import java.util.Optional;

/**
 * What all processors together did since the machine started, in ticks, as the first line of /proc/stat has it.
 *
 * @param programs ran programs and the kernel for them
 * @param all time that there was, whatever was done with it
 * @param stolen ran somebody else's machine on the same hardware
 */
public record MachineTime(long programs, long all, long stolen) {

    private static final int USER = 0;
    private static final int NICE = 1;
    private static final int SYSTEM = 2;
    private static final int STEAL = 7;
    /** Time of guests, which follows, is within that of users. */
    private static final int COUNTED = 8;

    /** Reads the first line of /proc/stat; empty for anything else. Interrupts are nobody's: most of them carry what is measured. */
    static Optional<MachineTime> parse(String stat) {
        String[] words = stat.lines().findFirst().orElse("").strip().split("\\s+");
        if (!words[0].equals("cpu") || words.length <= COUNTED) {
            return Optional.empty();
        }
        try {
            long[] ticks = Arrays.stream(words).skip(1).limit(COUNTED).mapToLong(Long::parseLong).toArray();
            return Optional.of(new MachineTime(ticks[USER] + ticks[NICE] + ticks[SYSTEM], Arrays.stream(ticks).sum(), ticks[STEAL]));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }
}
