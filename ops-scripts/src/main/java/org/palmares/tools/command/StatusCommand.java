package org.palmares.tools.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.palmares.tools.demo.Demo;
import org.palmares.tools.demo.SimulationProcess;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.disk.Copy;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.layout.Ports;
import org.palmares.tools.site.process.Keeping;
import org.palmares.tools.site.process.Kept;
import org.palmares.tools.site.process.KeptProcess;
import org.palmares.tools.site.upkeep.Leftovers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code palmares status}. */
@Command(
        name = "status",
        description = "Shows the data centres, their addresses and states, what was started again and why. Packet filters and frozen processes that a "
                + "drill left which was cut off are mended. Exit code 0 when all are ready, else 1.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private Where where;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Mixin
    private Output out;

    @Override
    public Integer call() throws JsonProcessingException {
        Layout layout = where.layout();
        LocalSites sites = new LocalSites(layout, line -> {});
        Leftovers leftovers = new Leftovers(sites, line -> {});
        List<String> found = leftovers.found();
        leftovers.mendAtOnce();
        Optional<ProcessHandle> keeper = new Keeping(layout).running();
        SimulationProcess simulation = new Demo(layout).process();
        List<Map<String, Object>> states = Layout.SITES.stream().map(site -> state(sites, layout, site)).toList();
        if (json) {
            out.line(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(
                    Map.of("sites", states, "keeper", process(keeper), "simulation", process(simulation.running()), "leftovers", found)));
        } else {
            states.forEach(this::print);
            tell(simulation);
            found.forEach(left -> out.line(left + (keeper.isPresent() ? ": it is being mended" : ": palmares up mends it")));
            if (keeper.isEmpty() && isAnythingWanted(sites)) {
                out.line("palmares keep does not run: what ends is not started again. palmares up starts it.");
            }
        }
        return states.stream().allMatch(StatusCommand::isWell) ? 0 : 1;
    }

    private void tell(SimulationProcess simulation) {
        simulation.running().ifPresentOrElse(
                process -> out.line("The sample Games go on (process " + process.pid() + "); what is sent: " + simulation.log()),
                () -> {
                    if (simulation.isWanted()) {
                        out.line("The sample Games do not go on just now; see " + simulation.log());
                    }
                });
    }

    private void print(Map<String, Object> state) {
        out.writer().printf(
                "%-11s  %s  node %-9s  Cassandra %-4s  (%s)%n",
                state.get("site"), state.get("url"), part(state, "node"), part(state, "cassandra"), state.get("management"));
        troubles(state).forEach(out::line);
        nodes(state).stream().skip(1).forEach(node -> out.writer().printf(
                "%-11s  %s  node %-9s                  (%s)%n",
                state.get("site") + " " + node.get("number"), node.get("url"), node.get("state"), node.get("management")));
    }

    /** What a look at the states alone does not tell. */
    private static List<String> troubles(Map<String, Object> state) {
        List<String> troubles = new ArrayList<>();
        Map<?, ?> cassandra = (Map<?, ?>) state.get("cassandra");
        trouble(cassandra).ifPresent(trouble -> troubles.add("             Cassandra " + trouble));
        Optional.ofNullable(cassandra.get("advice")).ifPresent(advice -> troubles.add("             " + advice));
        nodes(state).forEach(node -> trouble(node).ifPresent(trouble -> troubles.add("             node " + node.get("number") + ' ' + trouble)));
        return troubles;
    }

    private static Optional<String> trouble(Map<?, ?> process) {
        if (process.get("lastEnd") instanceof Map<?, ?> last) {
            return Optional.of((Boolean.TRUE.equals(process.get("givenUp")) ? "is not started again any more" : "was started again " + process.get("restarts") + " times")
                    + "; it ended last at " + last.get("at") + " (" + last.get("reason") + ')');
        }
        return Optional.empty();
    }

    private static boolean isAnythingWanted(LocalSites sites) {
        return Layout.SITES.stream().flatMap(site -> sites.processes(site).stream()).anyMatch(process -> new KeptProcess(process).kept().wanted());
    }

    private static boolean isWell(Map<String, Object> state) {
        return part(state, "cassandra").equals("up") && nodes(state).stream().allMatch(node -> "ready".equals(node.get("state")));
    }

    private static List<Map<?, ?>> nodes(Map<String, Object> state) {
        List<Map<?, ?>> nodes = new ArrayList<>();
        ((List<?>) state.get("nodes")).forEach(node -> nodes.add((Map<?, ?>) node));
        return nodes;
    }

    private static String part(Map<String, Object> state, String part) {
        return String.valueOf(((Map<?, ?>) state.get(part)).get("state"));
    }

    private static Map<String, Object> state(LocalSites sites, Layout layout, String site) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("site", site);
        state.put("url", layout.url(site));
        state.put("management", layout.managementUrl(site, 1));
        Map<String, Object> first = node(sites, site, 1);
        first.put("pids", sites.node(site, 1).running().stream().map(ProcessHandle::pid).toList());
        state.put("node", first);
        state.put("nodes", layout.nodes().stream().map(number -> {
            Map<String, Object> node = new LinkedHashMap<>();
            node.put("number", number);
            node.put("url", layout.url(site, number));
            node.put("management", layout.managementUrl(site, number));
            node.putAll(number == 1 ? first : node(sites, site, number));
            node.remove("pids");
            return node;
        }).toList());
        Optional<ProcessHandle> cassandra = sites.cassandra(site).running();
        Map<String, Object> database =
                process(cassandra.isPresent() && Ports.answers(layout.host(site), layout.cassandra(site)) ? "up" : cassandra.isPresent() ? "starting" : "down", cassandra);
        addKept(database, sites.keptCassandra(site).kept());
        Copy.advice(layout, site).ifPresent(advice -> database.put("advice", advice));
        database.put("address", layout.host(site) + ':' + layout.cassandra(site));
        state.put("cassandra", database);
        return state;
    }

    private static Map<String, Object> node(LocalSites sites, String site, int number) {
        Optional<ProcessHandle> node = sites.node(site, number).running();
        Map<String, Object> shape = process(node.isEmpty() ? "down" : sites.isReady(site, number) ? "ready" : "starting", node);
        addKept(shape, sites.keptNode(site, number).kept());
        return shape;
    }

    private static void addKept(Map<String, Object> shape, Kept kept) {
        shape.put("wanted", kept.wanted());
        shape.put("restarts", kept.restarts());
        if (kept.givenUp()) {
            shape.put("givenUp", true);
        }
        kept.last().ifPresent(last -> shape.put(
                "lastEnd", Map.of("code", last.code(), "reason", Kept.reason(last.code()), "at", last.at().truncatedTo(ChronoUnit.SECONDS).toString())));
    }

    private static Map<String, Object> process(Optional<ProcessHandle> process) {
        return process(process.isPresent() ? "up" : "down", process);
    }

    private static Map<String, Object> process(String state, Optional<ProcessHandle> process) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("state", state);
        process.ifPresent(running -> shape.put("pid", running.pid()));
        return shape;
    }
}
