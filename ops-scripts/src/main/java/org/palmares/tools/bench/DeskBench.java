package org.palmares.tools.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.palmares.protocol.contract.Paths;
import org.palmares.tools.bench.machine.Meter.Reading;
import org.palmares.tools.bench.record.BenchReport;
import org.palmares.tools.bench.record.BenchReport.Settings;
import org.palmares.tools.bench.record.Latency;
import org.palmares.tools.terminal.ToolException;

/**
 * How long a scheduler waits: for a whole day looked at first and then shifted, for what does not go together, and for single units while results come in. Everything is
 * brought back to what the venues say.
 */
public final class DeskBench {

    private static final int SHIFT_MINUTES = 5;
    private static final long PATCH_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Set<String> STAYS = Set.of("RUNNING", "SCHEDULED_BREAK", "FINISHED");

    private final Desk desk;
    private final String date;
    private final int rounds;

    /**
     * @param date the day that is shifted
     * @param rounds how often
     */
    public DeskBench(Desk desk, String date, int rounds) {
        this.desk = desk;
        this.date = date;
        this.rounds = rounds;
    }

    /** What decides what is measured: the day of {@code games}, and what is sent meanwhile. */
    public Settings settings(String games, BenchLoad load) {
        Settings sent = load.settings();
        Map<String, Object> shape = new LinkedHashMap<>(sent.shape());
        shape.put("games", games);
        shape.put("date", date);
        shape.put("rounds", rounds);
        return new Settings(shape, date + " of " + games + " shifted " + rounds + " times; then " + sent.text());
    }

    /** The day and the clashes, with nothing else going on. */
    public void quiet(BenchReport report) {
        List<JsonNode> units = desk.units(date);
        long movable = units.stream().filter(DeskBench::canMove).count();
        if (movable == 0) {
            throw new ToolException("No unit of " + date + " can be moved: there is none, or all have begun.");
        }
        report.put("unitsOfTheDay", units.size());
        report.put("unitsMoved", movable);
        report.line("day", date + ": " + units.size() + " units, " + movable + " of them can be moved");
        Reading begin = report.meter().now();
        Latency clashes = new Latency();
        Latency dryRuns = new Latency();
        Latency applied = new Latency();
        for (int round = 0; round < rounds; round++) {
            int minutes = round % 2 == 0 ? SHIFT_MINUTES : -SHIFT_MINUTES;
            JsonNode plan = timed(dryRuns, () -> desk.change(shift(minutes, true, List.of())));
            List<String> accept = new ArrayList<>();
            plan.path("clashes").path("new").forEach(clash -> accept.add(clash.path("id").asText()));
            timed(applied, () -> ended(desk.change(shift(minutes, false, accept))));
            // The first since the change, so they are looked for again.
            timed(clashes, () -> desk.get(Paths.of(Paths.SCHEDULE, Paths.CLASHES), "&limit=1"));
        }
        report.latency("dryRun", "whole day, dry run", dryRuns);
        report.latency("apply", "whole day, applied", applied);
        report.latency("clashesAfterAChange", "clashes after it", clashes);
        report.usage("quiet", report.meter().since(begin), "Change", applied.count());
    }

    private static boolean canMove(JsonNode unit) {
        return unit.has("start") && !STAYS.contains(unit.path("status").asText());
    }

    private Map<String, Object> shift(int minutes, boolean dryRun, List<String> accept) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put("select", Map.of("date", date));
        change.put("action", "shift");
        change.put("minutes", minutes);
        change.put("reason", "bench");
        change.put("dryRun", dryRun);
        change.put("accept", accept);
        return change;
    }

    /** One that takes longer than an answer is looked at until it is over. */
    private JsonNode ended(JsonNode change) {
        JsonNode now = change;
        while (now.path("state").asText().equals("running")) {
            LockSupport.parkNanos(PATCH_EVERY);
            now = desk.get(Paths.of(Paths.SCHEDULE, Paths.CHANGES, change.path("id").asText()), "");
        }
        if (!now.path("state").asText().equals("done")) {
            throw new ToolException("The day was shifted " + now.path("state").asText() + ": somebody else changes it at the same time.");
        }
        return now;
    }

    @FunctionalInterface
    private interface Ask {
        JsonNode answer();
    }

    private static JsonNode timed(Latency latency, Ask ask) {
        long begin = System.nanoTime();
        JsonNode answer = ask.answer();
        latency.record(System.nanoTime() - begin);
        return answer;
    }

    /** Single units, ten a second, as long as {@code results} come in; then all of the day as the venues have it. */
    public void whileResultsComeIn(OpenLoop results, BenchReport report) {
        List<String> units = desk.units(date).stream().filter(DeskBench::canMove).map(unit -> unit.path("code").asText()).toList();
        Latency patched = new Latency();
        CompletableFuture<Void> load = CompletableFuture.runAsync(results::run);
        long due = System.nanoTime();
        for (int i = 0; !load.isDone(); i++, due += PATCH_EVERY) {
            LockSupport.parkNanos(due - System.nanoTime());
            // Due and not begun: a stall is felt by every change that it delays.
            long begin = due;
            desk.patch(units.get(i % units.size()), Map.of("order", i % 1_000 + 1, "reason", "bench"));
            patched.record(System.nanoTime() - begin);
        }
        load.join();
        report.latency("patched", "PATCH of a unit meanwhile", patched);
        ended(desk.change(Map.of("select", Map.of("date", date), "action", "restore", "reason", "bench")));
    }
}
