package org.palmares.protocol.contract.drill;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every drill there is, with what it claims before it begins. Figures are those of the drill report (docs/DRILLS.md). */
public enum DrillKind {
    EVACUATE("evacuate", false, true, 25, "A data centre can be emptied on purpose and nobody notices: no request fails.", noneFails()),
    RETURN("return", false, true, 10, "An evacuated data centre takes its competitions and readers back and nobody notices.", noneFails()),
    ROLLING_RESTART("rolling-restart", false, false, 150, "Every node can be restarted, one after the other, and no request fails.", noneFails()),
    KILL("kill", true, true, 20, "A data centre whose processes all die at once (kill -9) takes nothing acknowledged with it.", within(1_000)),
    READERS_MOVE("readers-move", true, true, 20, "Thousands of live readers whose data centre dies move to the others at once, and nobody there notices.", crowd()),
    KILL_NODE("kill-node", true, true, 20, "A node that dies (kill -9) while its Cassandra lives takes nothing acknowledged with it.", within(1_000)),
    KILL_CASSANDRA("kill-cassandra", true, true, 20, "A Cassandra that dies (kill -9) stops nobody: the other two are a quorum.", within(1_000)),
    FREEZE("freeze", true, true, 15, "A data centre that answers nothing and refuses nothing (SIGSTOP) is left within moments.", within(1_500)),
    PARTITION("partition", true, true, 20, "A data centre cut off from the other two goes on answering reads, and all agree after healing.", within(5_000)),
    PARTITION_ALL("partition-all", true, false, 15, "With all three cut off from each other nothing can be acknowledged, and nothing acknowledged is lost.", afterOutage()),
    PARTITION_ONE_WAY("partition-one-way", true, true, 20, "A data centre that hears the others but is not heard loses nothing acknowledged.", within(5_000)),
    NODE_IN_TURN("node-in-turn", true, true, 15, "Of two nodes in a site one is killed and returns, then the other; the site goes on.", within(3_000)),
    OFF_AND_ON("off-and-on", true, false, 5, "After everything died at once under load and was started again, nothing acknowledged is missing.", afterAll()),
    DISK_FULL("disk-full", true, true, 20, "A Cassandra whose disk is full acknowledges nothing it has not kept, and stops nobody.", within(3_000)),
    CLOCK_WRONG("clock-wrong", true, true, 20, "A node whose clock is minutes wrong loses nothing and convinces nobody of old results.", within(3_000));

    private final String name;
    private final boolean destructive;
    private final boolean atSite;
    private final int faultSeconds;
    private final String claim;
    private final List<Limit> limits;

    DrillKind(String name, boolean destructive, boolean atSite, int faultSeconds, String claim, List<Limit> limits) {
        this.name = name;
        this.destructive = destructive;
        this.atSite = atSite;
        this.faultSeconds = faultSeconds;
        this.claim = claim;
        this.limits = limits;
    }

    private static List<Limit> nothingLost() {
        return List.of(new Limit("lost", 0), new Limit("findings", 0), new Limit("failedReads", 0), new Limit("convergenceMillis", 15_000));
    }

    private static List<Limit> and(List<Limit> some, Limit... more) {
        return java.util.stream.Stream.concat(some.stream(), Arrays.stream(more)).toList();
    }

    private static List<Limit> noneFails() {
        return and(nothingLost(), new Limit("failedAttempts", 0), new Limit("worstAcknowledgementMillis", 2_500));
    }

    private static List<Limit> within(long millis) {
        return and(nothingLost(), new Limit("worstAcknowledgementMillis", millis));
    }

    private static List<Limit> crowd() {
        return and(within(1_000), new Limit("crowdLeftBehind", 0), new Limit("worstMoveMillis", 10_000), new Limit("worstBoardLagMillis", 1_000), new Limit("notReady", 0));
    }

    private static List<Limit> afterOutage() {
        return and(nothingLost(), new Limit("servingAgainMillis", 15_000));
    }

    private static List<Limit> afterAll() {
        return List.of(new Limit("lost", 0), new Limit("findings", 0), new Limit("servingAgainMillis", 40_000), new Limit("convergenceMillis", 15_000));
    }

    /** The drill called {@code name}. */
    public static Optional<DrillKind> of(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name.equals(name)).findFirst();
    }

    /** All names, for messages. */
    public static List<String> names() {
        return Arrays.stream(values()).map(kind -> kind.name).toList();
    }

    /** Its name over HTTP and in scripts. */
    public String title() {
        return name;
    }

    /** Whether it breaks something: then it needs the local agent and {@code palmares.drills.destructive}. */
    public boolean destructive() {
        return destructive;
    }

    /** Whether it is about one data centre, which has to be named. */
    public boolean atSite() {
        return atSite;
    }

    /** How long the fault lasts unless the request says otherwise. */
    public Duration fault() {
        return Duration.ofSeconds(faultSeconds);
    }

    /** What is believed, with the limits that decide. */
    public Hypothesis hypothesis() {
        return new Hypothesis(claim, limits);
    }
}
