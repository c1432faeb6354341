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
import org.apache.pekko.actor.ActorRefWithCell;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.actor.Kill;
import org.apache.pekko.actor.PossiblyHarmful;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import scala.jdk.javaapi.CollectionConverters;

/** A whole node, alone and without Cassandra: it waits for it. Also a program, of which one actor fails. */
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
                        palmares.link.port = 0
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

    /** The paths of all actors below the guardian, however deep. */
    static Set<String> actors(ActorSystem<?> system) {
        Set<String> paths = new TreeSet<>();
        addChildren(((ExtendedActorSystem) Adapter.toClassic(system)).guardian(), paths);
        return paths;
    }

    private static void addChildren(ActorRef parent, Set<String> paths) {
        if (parent instanceof ActorRefWithCell cell) {
            CollectionConverters.asJava(cell.children()).forEach(child -> {
                paths.add(child.path().toStringWithoutAddress());
                addChildren(child, paths);
            });
        }
    }

    /** Ends the actor in the way of {@code how}, as soon as it is there. */
    static void end(ActorSystem<?> system, String path, PossiblyHarmful how) {
        TestProbe<ActorIdentity> answers = TestProbe.create(system);
        answers.awaitAssert(WAIT, Duration.ofMillis(100), () -> {
            Adapter.toClassic(system).actorSelection(path).tell(new Identify(path), Adapter.toClassic(answers.getRef()));
            return answers.receiveMessage(Duration.ofSeconds(1)).getActorRef().orElseThrow(() -> new AssertionError("no " + path + " yet"));
        }).tell(how, ActorRef.noSender());
    }

    /** Starts a node in the folder that is named first, and lets the actor throw whose path is named next. */
    public static void main(String[] arguments) throws IOException {
        end(start(config(Path.of(arguments[0]), "")), arguments[1], Kill.getInstance());
    }
}
