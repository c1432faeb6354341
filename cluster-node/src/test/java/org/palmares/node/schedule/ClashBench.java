package org.palmares.node.schedule;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.ingest.RealGames;
import org.palmares.node.schedule.clash.ClashSettings;
import org.palmares.node.schedule.clash.Clashes;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.node.schedule.clash.Timetable;

/** Measures how long it takes to check the timetable of a whole real Games, and what one change costs. By hand; docs/CLASHES.md says how. */
public final class ClashBench {

    private static final int ROUNDS = 300;
    private static final int LAST = 100;
    private static final int NANOS_OF_A_MICRO = 1_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ClashBench() {}

    /** Prints what it measured. */
    public static void main(String[] arguments) throws Exception {
        Collection<CompetitionView> views = RealGames.board().of(RealGames.CODE);
        ClashSettings settings = ClashSettingsFile.shipped();
        TimetableOf kept = new TimetableOf();
        Timetable timetable = timed("timetable from the board, cold (results are read)", () -> kept.timetable(views));
        timed("timetable from the board, nothing has changed", () -> kept.timetable(views));
        Clashes clashes = timed("all rules over all, cold", () -> Clashes.of(timetable, settings));
        long[] all = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long before = now();
            Clashes.of(timetable, settings);
            all[i] = now() - before;
        }
        print("all rules over all, warm", Arrays.copyOfRange(all, ROUNDS - LAST, ROUNDS));
        List<PlannedUnit> held = timetable.units().values().stream().filter(unit -> unit.isHeld() && unit.start().isPresent()).toList();
        change(clashes, held);
        print("one unit moved by 20 minutes", change(clashes, held));
        print("from the board, nothing has changed, warm", again(kept, views));
        System.out.println(timetable.units().size() + " units, " + timetable.sessions().size() + " sessions, " + clashes.all().size() + " clashes");
    }

    private static long[] change(Clashes clashes, List<PlannedUnit> held) {
        long[] nanos = new long[held.size()];
        for (int i = 0; i < nanos.length; i++) {
            PlannedUnit moved = later(held.get(i));
            long before = now();
            clashes.after(List.of(moved));
            nanos[i] = now() - before;
        }
        return nanos;
    }

    private static long[] again(TimetableOf kept, Collection<CompetitionView> views) {
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long before = now();
            kept.timetable(views);
            nanos[i] = now() - before;
        }
        return nanos;
    }

    private static PlannedUnit later(PlannedUnit unit) {
        Duration by = Duration.ofMinutes(20);
        return new PlannedUnit(
                unit.code(), unit.status(), Optional.of(unit.start().orElseThrow().plus(by)), unit.end().map(end -> end.plus(by)), unit.venue(), unit.location(),
                unit.session(), unit.order(), unit.hideStart(), unit.medal(), unit.phaseType(), unit.participants());
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        long before = now();
        T value = work.call();
        print(what, new long[] {now() - before});
        return value;
    }

    /** Time on a processor: other work on the machine does not count. */
    private static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%-50s p50 %9.3f ms   p99 %9.3f ms%n", what, nanos[nanos.length / 2] / NANOS_OF_A_MICRO / 1000.0,
                nanos[Math.min(nanos.length - 1, nanos.length * 99 / 100)] / NANOS_OF_A_MICRO / 1000.0);
    }
}
