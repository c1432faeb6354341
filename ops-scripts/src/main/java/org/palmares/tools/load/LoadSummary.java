package org.palmares.tools.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.palmares.tools.client.Sent.Acknowledged;
import org.palmares.tools.client.Sent.Refused;
import org.palmares.tools.client.Sent.Unknown;
import org.palmares.tools.client.Sent;

/** What became of all messages. Safe for many threads. */
final class LoadSummary {

    /** As many failures as are listed one by one. */
    static final int LISTED = 1_000;

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Map<String, Integer> bySite = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int acknowledged;
    private int refused;
    private int unknown;
    private int broken;
    private int elsewhere;

    synchronized void add(String name, Sent sent) {
        if (sent.timing().attempts() > 1) {
            elsewhere++;
        }
        if (sent instanceof Acknowledged yes) {
            acknowledged++;
            outcomes.merge(yes.answer().outcome(), 1, Integer::sum);
            bySite.merge(yes.timing().site(), 1, Integer::sum);
        } else if (sent instanceof Refused no) {
            refused++;
            fail("refused " + no.status() + "  " + name + "\n    " + no.problem());
        } else if (sent instanceof Unknown open) {
            unknown++;
            fail("unknown  " + name + "\n    " + open.reason());
        }
    }

    synchronized void broken(String name, String reason) {
        broken++;
        fail("not sent  " + name + "\n    " + reason);
    }

    private void fail(String line) {
        if (failures.size() < LISTED) {
            failures.add(line);
        }
    }

    synchronized int done() {
        return acknowledged + refused + unknown;
    }

    synchronized boolean clean() {
        return refused + unknown + broken == 0;
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** Counts in a line. */
    synchronized String counts() {
        StringBuilder line = new StringBuilder().append(acknowledged).append(" acknowledged");
        if (!outcomes.isEmpty()) {
            line.append(' ').append(shown(outcomes));
        }
        line.append(", ").append(refused).append(" refused, ").append(unknown).append(" unknown, ").append(broken).append(" not sent");
        return line.toString();
    }

    /** Which data centres acknowledged how many, and how often one had to be left for another. */
    synchronized String sites() {
        return shown(bySite) + (elsewhere == 0 ? "" : ", " + elsewhere + " needed more than one request");
    }

    private static String shown(Map<String, Integer> counts) {
        List<String> parts = new ArrayList<>();
        counts.forEach((name, count) -> parts.add(name + ' ' + count));
        return "(" + String.join(", ", parts) + ')';
    }
}
