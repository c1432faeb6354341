package org.palmares.node.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.node.feed.FeedStatus;
import org.palmares.node.schedule.Keeper.Duty;
import org.palmares.node.schedule.Keeper.Nodes;
import org.palmares.node.schedule.Keeper.Task;
import org.palmares.node.watch.Metrics;

/** Who brings to an end what others have begun. */
class KeeperTest {

    private final ActorTestKit kit = ActorTestKit.create();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private static Duty duty(Supplier<List<Task>> due) {
        return new Duty() {
            @Override
            public boolean waits() {
                return !due.get().isEmpty();
            }

            @Override
            public List<Task> due(Nodes nodes) {
                return due.get();
            }
        };
    }

    /** One record that this release cannot carry out ended one node after the other. */
    @Test
    void whatCannotBeCarriedOutKeepsNobodyFromTheRest() {
        TestProbe<String> done = kit.createTestProbe();
        Task broken = new Task("broken", () -> {
            throw new IllegalArgumentException("no such field");
        });
        Task good = new Task("good", () -> {
            done.ref().tell("good");
            return CompletableFuture.completedFuture("done");
        });
        Duty unreadable = duty(() -> {
            throw new IllegalStateException("no such kind");
        });
        kit.spawn(Keeper.create(new Keeper.Surroundings(
                "p", List.of(unreadable, duty(() -> List.of(broken, good))),
                () -> CompletableFuture.completedFuture(new FeedStatus("p", true, "", 0, "", List.of("p"), List.of(), Map.of())), new Metrics())));
        done.expectMessage(Duration.ofSeconds(10), "good");
        done.expectMessage(Duration.ofSeconds(10), "good");
    }
}
