package org.palmares.node.presence;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.journal.Tenure;
import org.palmares.node.link.Links;
import org.palmares.node.presence.Heartbeat.Beat;
import org.palmares.node.presence.Heartbeat.Local;

/** What another node hears of one whose feed works, hangs, or is gone. */
class HeartbeatTest {

    private static final ReplicaId PARIS = new ReplicaId("paris");
    private static final Duration PULSE = Duration.ofMillis(20);
    private static final Config CONFIG = ConfigFactory.parseString("""
                    pekko.remote.artery.canonical.port = 0
                    pekko.coordinated-shutdown.exit-jvm = off
                    pekko.loglevel = WARNING
                    """)
            .withFallback(ConfigFactory.parseResources("application.conf"))
            .withFallback(ConfigFactory.defaultReference())
            .resolve();

    private final ActorTestKit here = ActorTestKit.create("beats", CONFIG);
    private final ActorTestKit there = ActorTestKit.create("beats", CONFIG);
    private final TestProbe<Heartbeat.Message> heard = there.createTestProbe();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger stuck = new AtomicInteger();
    private final FeedTicks ticks = new FeedTicks(nanos::get);

    @AfterEach
    void stop() {
        here.shutdownTestKit();
        there.shutdownTestKit();
    }

    private Links links(ActorTestKit kit) {
        Links links = new Links(kit.system(), PARIS);
        links.listen(0, (competition, command) -> CompletableFuture.failedFuture(new IllegalStateException("nobody asks"))).toCompletableFuture().join();
        return links;
    }

    @Test
    void aNodeThatIsLinkedIsHeardThatWay() {
        Links there = links(this.there);
        TestProbe<Beat> linked = this.there.createTestProbe();
        there.receive(Beat.class, linked.getRef()::tell);
        ActorRef<Heartbeat.Message> heartbeat = start();
        Beat first = heard.expectMessageClass(Beat.class, Duration.ofSeconds(10));

        there.hold(Map.of(first.links().orElseThrow().address(), PARIS));
        there.heard(first.links().orElseThrow());
        heartbeat.tell(new Beat("m", "madrid", Duration.ZERO, false, there.own()));

        linked.receiveSeveralMessages(20, Duration.ofSeconds(10));
        // What was under way the other way before.
        heard.awaitAssert(Duration.ofSeconds(10), () -> {
            heard.expectNoMessage(PULSE.multipliedBy(10));
            return null;
        });
        linked.receiveSeveralMessages(20, Duration.ofSeconds(10));
    }

    private ActorRef<Heartbeat.Message> start() {
        Cluster first = Cluster.get(here.system());
        first.manager().tell(Join.create(first.selfMember().address()));
        Cluster.get(there.system()).manager().tell(Join.create(first.selfMember().address()));
        there.spawn(listener(), Heartbeat.NAME);
        heard.awaitAssert(Duration.ofSeconds(30), Duration.ofMillis(50), () -> {
            assertTrue(first.state().members().size() == 2 && first.selfMember().status() == MemberStatus.up());
            return null;
        });
        DataCentres dataCentres = new DataCentres(PARIS, Duration.ofSeconds(1), Duration.ofSeconds(1), System::nanoTime);
        Tenure tenure = new Tenure(Duration.ofHours(1), System::nanoTime, InstantSource.system(), () -> { });
        ActorRef<Heartbeat.Message> heartbeat = here.spawn(
                Heartbeat.create(new Heartbeat.Surroundings(
                        "p", PARIS, PULSE, dataCentres, new SilentNodes((node, silent) -> {}), links(here), ticks, tenure, stuck::incrementAndGet)), Heartbeat.NAME);
        heartbeat.tell(Local.READY);
        return heartbeat;
    }

    private Behavior<Heartbeat.Message> listener() {
        return Behaviors.receive(Heartbeat.Message.class)
                .onMessage(Beat.class, beat -> {
                    heard.getRef().tell(beat);
                    return Behaviors.same();
                })
                .build();
    }

    private void silent() {
        heard.awaitAssert(Duration.ofSeconds(10), () -> {
            heard.expectNoMessage(PULSE.multipliedBy(10));
            return null;
        });
    }

    /** The feed does nothing while time goes on; the heartbeat looks often, so that it all counts. */
    private void hangsFor(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(FeedTicks.LOOK_MAX)) {
            nanos.addAndGet(FeedTicks.LOOK_MAX.toNanos());
            heard.expectNoMessage(PULSE.multipliedBy(3));
        }
    }

    @Test
    void aNodeWhoseFeedHangsIsNotHeardUntilItWorksAgainAndEndsWhenItDoesNot() {
        start();
        heard.expectMessageClass(Beat.class, Duration.ofSeconds(10));

        nanos.addAndGet(FeedTicks.LOOK_MAX.toNanos());
        for (int look = 0; look < 11; look++) {
            nanos.addAndGet(FeedTicks.LOOK_MAX.toNanos());
            here.createTestProbe().expectNoMessage(PULSE.multipliedBy(3));
        }
        silent();
        ticks.tick();
        heard.expectMessageClass(Beat.class, Duration.ofSeconds(10));
        assertTrue(stuck.get() == 0, "it came back");

        for (int look = 0; look < 12; look++) {
            nanos.addAndGet(FeedTicks.LOOK_MAX.toNanos());
            here.createTestProbe().expectNoMessage(PULSE.multipliedBy(3));
        }
        silent();
        hangsFor(Heartbeat.FEED_STUCK);
        assertTrue(stuck.get() > 0);
    }

    @Test
    void aBeatOfNoDataCentreCostsItselfOnly() {
        ActorRef<Heartbeat.Message> heartbeat = start();
        heartbeat.tell(new Beat("x", "No Data Centre", Duration.ZERO, false, Optional.empty()));
        heard.receiveSeveralMessages(20, Duration.ofSeconds(10));
    }
}
