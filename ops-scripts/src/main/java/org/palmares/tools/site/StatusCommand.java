package org.palmares.tools.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code palmares status}. */
@Command(
        name = "status",
        description = "Shows the data centres, their addresses and states. Exit code 0 when all are ready, else 1.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private Where where;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws JsonProcessingException {
        Layout layout = where.layout();
        LocalSites sites = new LocalSites(layout, line -> {});
        List<Map<String, Object>> states = Layout.SITES.stream().map(site -> state(sites, layout, site)).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("sites", states)));
        } else {
            states.forEach(state -> out.printf(
                    "%-10s  %s  node %-9s  Cassandra %-4s  (%s)%n",
                    state.get("site"), state.get("url"), part(state, "node"), part(state, "cassandra"), state.get("management")));
        }
        out.flush();
        return states.stream().allMatch(state -> part(state, "node").equals("ready") && part(state, "cassandra").equals("up")) ? 0 : 1;
    }

    private static String part(Map<String, Object> state, String part) {
        return String.valueOf(((Map<?, ?>) state.get(part)).get("state"));
    }

    private static Map<String, Object> state(LocalSites sites, Layout layout, String site) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("site", site);
        state.put("url", layout.url(site));
        state.put("management", layout.managementUrl(site));
        Optional<ProcessHandle> node = sites.node(site).running();
        Map<String, Object> nodes = process(node.isEmpty() ? "down" : sites.isReady(site) ? "ready" : "starting", node);
        nodes.put("pids", node.stream().map(ProcessHandle::pid).toList());
        state.put("node", nodes);
        Optional<ProcessHandle> cassandra = sites.cassandra(site).running();
        Map<String, Object> database =
                process(cassandra.isPresent() && Ports.answers(layout.cassandra(site)) ? "up" : cassandra.isPresent() ? "starting" : "down", cassandra);
        database.put("address", Layout.HOST + ':' + layout.cassandra(site));
        state.put("cassandra", database);
        return state;
    }

    private static Map<String, Object> process(String state, Optional<ProcessHandle> process) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("state", state);
        process.ifPresent(running -> shape.put("pid", running.pid()));
        return shape;
    }
}
