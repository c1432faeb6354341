package org.palmares.tools.site.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * What is known of keeping a process running: whether it is wanted, how often it was started again, and why it ended last. Pure: times are given.
 *
 * @param wanted whether it is to run; a drill or {@code down} unsets it before it takes the process away
 * @param restarts how often it was started again since somebody last started it on purpose
 * @param streak how it ended lately
 * @param last how it ended last, while it was wanted
 * @param notBefore when it may be started again
 */
public record Kept(boolean wanted, int restarts, Streak streak, Optional<ManagedProcess.End> last, Instant notBefore) {

    /**
     * Ends in a row, none of which came after a good while.
     *
     * @param quick all of them
     * @param refusals of those the last in a row that said that the settings are wrong
     */
    public record Streak(int quick, int refusals) {}

    /** Nobody saw how it ended: its watcher was killed with it. */
    static final int UNKNOWN = -1;

    /** A node that asks to be started again (EX_TEMPFAIL of sysexits.h). */
    public static final int RESTART = 75;

    /** A node whose settings are wrong: starting it again changes nothing. */
    static final int MISCONFIGURED = 2;

    /** So often in a row a start that ends with wrong settings is tried. */
    public static final int REFUSALS_MAX = 5;

    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** Who ran for so long ran well: whatever ends it later is something new. */
    static final Duration GOOD_WHILE = Duration.ofMinutes(2);

    /** Nobody wants it. */
    static final Kept NOTHING = new Kept(false, 0, new Streak(0, 0), Optional.empty(), Instant.EPOCH);

    /** Somebody starts it on purpose: what was before counts no more. */
    static Kept started() {
        return new Kept(true, 0, new Streak(0, 0), Optional.empty(), Instant.EPOCH);
    }

    Kept unwanted() {
        return new Kept(false, restarts, streak, last, Instant.EPOCH);
    }

    /** It ended although it is wanted. */
    Kept ended(ManagedProcess.End end, Duration ran) {
        boolean well = ran.compareTo(GOOD_WHILE) >= 0;
        Streak now = new Streak(
                well ? 1 : streak.quick() + 1, end.code() == MISCONFIGURED && !well ? streak.refusals() + 1 : 0);
        boolean asked = end.code() == RESTART && now.quick() == 1;
        return new Kept(wanted, restarts, now, Optional.of(end), asked ? end.at() : end.at().plus(pause(now.quick())));
    }

    Kept restarted() {
        return new Kept(wanted, restarts + 1, streak, last, notBefore);
    }

    /** It could not even be started at {@code now}. */
    Kept failed(Instant now) {
        Streak worse = new Streak(streak.quick() + 1, streak.refusals());
        return new Kept(wanted, restarts, worse, last, now.plus(pause(worse.quick())));
    }

    /** Doubling, up to a bound. */
    static Duration pause(int quick) {
        Duration pause = FIRST_PAUSE;
        for (int i = 1; i < quick && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    /** Whether it is not started any more until somebody does it on purpose. */
    public boolean givenUp() {
        return streak.refusals() >= REFUSALS_MAX;
    }

    /** An exit code for people. */
    public static String reason(int code) {
        return switch (code) {
            case UNKNOWN -> "nobody saw how";
            case RESTART -> "exit 75, asking to be started again";
            case MISCONFIGURED -> "exit 2, settings that are wrong";
            case 3 -> "exit 3, out of memory, or a Cassandra that could not start";
            case 128 + 6 -> "signal ABRT, Java itself failed";
            case 128 + 9 -> "signal KILL";
            case 128 + 11 -> "signal SEGV";
            case 128 + 15 -> "signal TERM";
            default -> code > 128 && code < 128 + 65 ? "signal " + (code - 128) : "exit " + code;
        };
    }

    Properties properties() {
        Properties kept = new Properties();
        kept.setProperty("wanted", Boolean.toString(wanted));
        kept.setProperty("restarts", Integer.toString(restarts));
        kept.setProperty("quick", Integer.toString(streak.quick()));
        kept.setProperty("refusals", Integer.toString(streak.refusals()));
        kept.setProperty("not-before", notBefore.toString());
        last.ifPresent(end -> {
            kept.setProperty("last-code", Integer.toString(end.code()));
            kept.setProperty("last-at", end.at().toString());
        });
        return kept;
    }

    /** @throws RuntimeException of some kind if they are not those of {@link #properties} */
    static Kept of(Properties kept) {
        Optional<ManagedProcess.End> last = Optional.ofNullable(kept.getProperty("last-code"))
                .map(code -> new ManagedProcess.End(Integer.parseInt(code), Instant.parse(kept.getProperty("last-at"))));
        return new Kept(
                Boolean.parseBoolean(kept.getProperty("wanted")), Integer.parseInt(kept.getProperty("restarts")),
                new Streak(Integer.parseInt(kept.getProperty("quick")), Integer.parseInt(kept.getProperty("refusals"))),
                last, Instant.parse(kept.getProperty("not-before")));
    }
}
