package org.palmares.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pekko.actor.ActorIdentity;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.actor.Kill;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;

/** A whole node, alone and without Cassandra: it waits for it. Also a program, of which one vital actor fails. */
final class RunningNode {

    private static final Duration WAIT = Duration.ofSeconds(40);

    private RunningNode() {}

    /** @param more settings, on top of ports that nobody else has */
    static Config config(Path folder, String more) throws IOException {
        for (String role : new String[] {"feed", "scheduler", "ops"}) {
            Files.writeString(folder.resolve(role + ".key"), "the-key-of-the-" + role);
        }
        return ConfigFactory.parseString(more)
                .withFallback(ConfigFactory.parseString("""
                        pekko.remote.artery.canonical.port = 0
                        pekko.management.http.port = 0
                        palmares.http.port = 0
                        palmares.cassandra.contact-points = ["127.0.0.1:1"]
                        palmares.keys = "%s"
                        """.formatted(folder)))
                .withFallback(ConfigFactory.parseResources("application.conf"))
                .withFallback(ConfigFactory.defaultReference())
                .resolve();
    }

    static ActorSystem<Void> start(Config config) {
        return ActorSystem.create(Guardian.create(NodeSettings.from(config)), "palmares", config);
    }

    /** What the guardian has started, at least {@code least} of it. */
    static Set<String> children(ActorSystem<?> system, int least) {
        TestProbe<Object> probe = TestProbe.create(system);
        return probe.awaitAssert(WAIT, Duration.ofMillis(200), () -> {
            Adapter.toClassic(system).actorSelection("/user/*").tell(new Identify(1), Adapter.toClassic(probe.getRef()));
            Set<String> names = new TreeSet<>();
            probe.receiveSeveralMessages(least, Duration.ofSeconds(1))
                    .forEach(answer -> ((ActorIdentity) answer).getActorRef().ifPresent(child -> names.add(child.path().name())));
            if (names.size() < least) {
                throw new AssertionError("only " + names);
            }
            return names;
        });
    }

    /** The actor throws. */
    static void fail(ActorSystem<?> system, String child) {
        Adapter.toClassic(system).actorSelection("/user/" + child).tell(Kill.getInstance(), ActorRef.noSender());
    }

    /** Starts a node in the folder that is named first, and lets the actor that is named next fail. */
    public static void main(String[] arguments) throws IOException {
        ActorSystem<Void> system = start(config(Path.of(arguments[0]), ""));
        children(system, VitalTest.VITAL.size());
        fail(system, arguments[1]);
    }
}
