package org.palmares.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.Decider;
import org.palmares.competition.Decision;
import org.palmares.competition.Digest;
import org.palmares.competition.Evolver;
import org.palmares.competition.Moment;
import org.palmares.competition.ReplicaId;

/**
 * Three replicas of one competition in one thread, each with a journal of its own events that survives a crash, and a network that delays, reorders, repeats and
 * partitions; all from one seed.
 */
final class SimulatedWorld {

    static final List<ReplicaId> REPLICAS = List.of(new ReplicaId("paris"), new ReplicaId("madrid"), new ReplicaId("barcelona"));

    private record Flying(CompetitionEvent event, ReplicaId from, ReplicaId to) {}

    private final Seeded seeded;
    private final Map<ReplicaId, Competition> states = new LinkedHashMap<>();
    private final Map<ReplicaId, List<CompetitionEvent>> journals = new LinkedHashMap<>();
    private final Map<ReplicaId, Long> clockErrorMillis = new LinkedHashMap<>();
    private final List<Flying> network = new ArrayList<>();
    private final List<CompetitionEvent> accepted = new ArrayList<>();
    private final List<CompetitionCommand> sent = new ArrayList<>();
    private final StringBuilder trace = new StringBuilder();
    private ReplicaId cutOff;
    private Instant now = Instant.parse("2030-08-04T10:00:00Z");

    SimulatedWorld(long seed) {
        seeded = new Seeded(seed);
        for (ReplicaId replica : REPLICAS) {
            states.put(replica, Competition.start());
            journals.put(replica, new ArrayList<>());
            clockErrorMillis.put(replica, (long) seeded.below(600_000) - 300_000);
        }
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
        cutOff = null;
        trace.append("heal\n");
        // What the feed lost comes from the journals in the end.
        for (ReplicaId from : REPLICAS) {
            for (CompetitionEvent event : List.copyOf(journals.get(from))) {
                REPLICAS.forEach(to -> receive(to, event));
            }
        }
    }

    private void step() {
        now = now.plusMillis(seeded.below(2_000) - 200L);
        ReplicaId replica = REPLICAS.get(seeded.below(REPLICAS.size()));
        switch (seeded.below(12)) {
            case 0 -> cutOff = cutOff == null ? replica : null;
            case 1 -> crash(replica);
            case 2, 3, 4, 5 -> {
                // A sender that had no answer says the same again, elsewhere.
                CompetitionCommand command = sent.isEmpty() || !seeded.oneIn(3) ? seeded.command() : sent.get(seeded.below(sent.size()));
                sent.add(command);
                decide(replica, command);
            }
            default -> deliver();
        }
    }

    private void decide(ReplicaId replica, CompetitionCommand command) {
        Moment moment = new Moment(now.plusMillis(clockErrorMillis.get(replica)), replica);
        Decision decision = Decider.decide(states.get(replica), command, moment);
        trace.append(replica).append(' ').append(decision).append('\n');
        if (decision instanceof Decision.Accepted taken) {
            for (CompetitionEvent event : taken.events()) {
                accepted.add(event);
                journals.get(replica).add(event);
                receive(replica, event);
                REPLICAS.stream().filter(other -> !other.equals(replica)).forEach(other -> network.add(new Flying(event, replica, other)));
            }
        }
    }

    private void receive(ReplicaId replica, CompetitionEvent event) {
        states.put(replica, Evolver.apply(states.get(replica), event));
    }

    /** Any message may come next; one may come twice; one from or to a replica that is cut off is lost. */
    private void deliver() {
        if (network.isEmpty()) {
            return;
        }
        int next = seeded.below(network.size());
        Flying flying = seeded.oneIn(6) ? network.get(next) : network.remove(next);
        if (!flying.from().equals(cutOff) && !flying.to().equals(cutOff)) {
            trace.append(flying.to()).append(" hears ").append(flying.event().origin()).append('\n');
            receive(flying.to(), flying.event());
        }
    }

    /** What was in memory is gone. The own journal is read before anything is decided, the others' sometimes later. */
    private void crash(ReplicaId replica) {
        Competition before = states.get(replica);
        Competition after = Competition.start();
        boolean allRead = seeded.oneIn(2);
        for (ReplicaId journal : REPLICAS) {
            for (CompetitionEvent event : allRead || journal.equals(replica) ? journals.get(journal) : List.<CompetitionEvent>of()) {
                after = Evolver.apply(after, event);
            }
        }
        trace.append(replica).append(" crashes ").append(before.equals(after)).append('\n');
        states.put(replica, after);
    }

    List<CompetitionEvent> accepted() {
        return accepted;
    }

    Competition state(ReplicaId replica) {
        return states.get(replica);
    }

    String trace() {
        StringBuilder whole = new StringBuilder(trace);
        REPLICAS.forEach(replica -> whole.append(replica).append(' ').append(Digest.of(states.get(replica))).append('\n'));
        return whole.toString();
    }
}
