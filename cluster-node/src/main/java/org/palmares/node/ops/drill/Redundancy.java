package org.palmares.node.ops.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.palmares.protocol.contract.drill.DrillKind;

/**
 * What is there to lose: a drill takes something away, so all of it has to be there first.
 *
 * @param silent data centres of which no node is heard
 * @param evacuated data centres that are evacuated
 * @param cassandra whether the Cassandra of each data centre answers, by data centre
 * @param behind nodes whose board differs from this one's
 */
public record Redundancy(List<String> silent, List<String> evacuated, Map<String, Boolean> cassandra, List<String> behind) {

    /** What is missing for a drill of {@code kind}, one sentence each; empty when nothing is. */
    public List<String> missing(DrillKind kind) {
        List<String> missing = new ArrayList<>();
        silent.forEach(site -> missing.add("No node of " + site + " is heard."));
        if (kind != DrillKind.RETURN) {
            evacuated.forEach(site -> missing.add(site + " is evacuated."));
        }
        cassandra.forEach((site, up) -> {
            if (!up) {
                missing.add("The Cassandra of " + site + " does not answer.");
            }
        });
        behind.forEach(node -> missing.add("The board of node " + node + " has not caught up."));
        return missing;
    }
}
