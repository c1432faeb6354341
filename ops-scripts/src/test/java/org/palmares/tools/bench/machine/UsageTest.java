package org.palmares.tools.bench.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.palmares.tools.bench.machine.Meter.Reading;
import org.palmares.tools.site.layout.Layout;

final class UsageTest {

    private static final long SECOND = 1_000_000_000L;

    private static final int OTHER = 77;

    private static ProcessTime ran(long pid, long started, long ticks) {
        return new ProcessTime(pid, 1, started, ticks);
    }

    private static Reading reading(long second, String stat, Map<String, List<ProcessTime>> ours, ProcessTime... others) {
        Map<Long, ProcessTime> all = new TreeMap<>();
        Stream.concat(ours.values().stream().flatMap(List::stream), Stream.of(others)).forEach(process -> all.put(process.pid(), process));
        return new Reading(second * SECOND, MachineTime.parse(stat), ours, all);
    }

    /** Ten seconds of two cores are 2,000 ticks. */
    private static Usage tenSeconds(long user, long system, long steal, long ours, ProcessTime... others) {
        long idle = 2_000 - user - system - steal;
        return Usage.between(
                reading(0, "cpu  0 0 0 0 0 0 0 0 0 0\ncpu0 …", Map.of("paris node", List.of(ran(1, 7, 100)))),
                reading(10, "cpu  " + user + " 0 " + system + " " + idle + " 0 0 0 " + steal + " 0 0\n", Map.of("paris node", List.of(ran(1, 7, 100 + ours))), others),
                1.5);
    }

    @Test
    void whatIsNotOursIsOfOtherPrograms() {
        Usage usage = tenSeconds(700, 100, 0, 600);

        assertEquals(6.0, usage.seconds("paris node"), 1e-9);
        assertEquals(0.1, usage.otherShare(), 1e-9);
        assertEquals(Optional.empty(), usage.objection(), "ten per cent are allowed");
        assertEquals(6_000.0 / 12, ((Map<?, ?>) usage.shape("Message", 12).get("millisEachMessage")).get("all"));
    }

    @Test
    void aBusyMachineIsNotQuoted() {
        assertEquals(Optional.of("other programs had 30 % of all cores (at most 10 %)"), tenSeconds(1_000, 200, 0, 600).objection());
        assertEquals(Optional.of("other machines had 3.0 % of all cores (at most 2 %)"), tenSeconds(600, 0, 60, 600).objection());
    }

    @Test
    void whatTheKernelWritesForUsIsNotOfOtherPrograms() {
        Usage usage = tenSeconds(600, 300, 0, 600, new ProcessTime(31, 2, 5, 250));

        assertEquals(2.5, usage.kernelSeconds(), 1e-9);
        assertEquals(0.025, usage.otherShare(), 1e-9);
    }

    @Test
    void otherProgramsThatInterruptsCountForAreSeenInTheirOwnTime() {
        assertEquals(0.2, tenSeconds(600, 0, 0, 600, ran(OTHER, 1, 400)).otherShare(), 1e-9);
    }

    @Test
    void whereNobodyKnowsNothingIsQuoted() {
        Usage usage = Usage.between(reading(0, "", Map.of()), reading(1, "", Map.of()), 0);

        assertTrue(usage.objection().orElse("").contains("nobody knows"));
    }

    @Test
    void aProcessThatStartedMeanwhileCountsFromItsBeginningAndOneWithTheSamePidIsAnother() {
        Reading before = reading(0, "cpu 0 0 0 0 0 0 0 0 0 0", Map.of("nginx", List.of(ran(5, 10, 900))));
        Reading after = reading(1, "cpu 100 0 0 100 0 0 0 0 0 0", Map.of("nginx", List.of(ran(5, 20, 30), ran(6, 21, 20))));

        assertEquals(0.5, Usage.between(before, after, 0).seconds("nginx"), 1e-9);
    }

    @Test
    void interruptsAreNobodys() {
        MachineTime time = MachineTime.parse("cpu  158418 455067 93351 270389 1268 11 2563 207 5 0\ncpu0 1 2 3").orElseThrow();

        assertEquals(new MachineTime(158418 + 455067 + 93351, 158418 + 455067 + 93351 + 270389 + 1268 + 11 + 2563 + 207, 207), time);
        assertEquals(Optional.empty(), MachineTime.parse("intr 1 2 3"));
        assertEquals(Optional.empty(), MachineTime.parse("cpu  1 2 3"));
        assertEquals(Optional.empty(), MachineTime.parse("cpu  a 2 3 4 5 6 7 8 9 10"));
    }

    @Test
    void aNameMayHoldBlanksAndParentheses() {
        String stat = "42 (a) b (c) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 7 7 20 0 9 0 12345 100000 300";

        assertEquals(Optional.of(new ProcessTime(42, 1, 12345, 300)), ProcessTime.parse(stat));
        assertEquals(Optional.empty(), ProcessTime.parse(""));
    }

    @Test
    void readsItself() {
        Meter meter = new Meter(new OurProcesses(new Layout(Path.of("/nowhere"), Path.of("/nowhere"), 30_000)));
        Reading before = meter.now();
        // On a busy machine that takes longer than a fifth of a second.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long until = threads.getCurrentThreadCpuTime() + SECOND / 5;
        while (threads.getCurrentThreadCpuTime() < until) {
            Thread.onSpinWait();
        }

        assertTrue(meter.since(before).seconds(OurProcesses.SENDER) > 0.05, "this process was busy");
    }
}
