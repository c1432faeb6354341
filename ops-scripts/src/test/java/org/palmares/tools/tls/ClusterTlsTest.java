package org.palmares.tools.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.competition.ReplicaId;
import org.palmares.node.link.End;
import org.palmares.node.link.Links;
import org.palmares.node.presence.Heartbeat.Beat;

/** Whoever has no certificate of the nodes' authority, or one that is not a node's, cannot talk to a node, let alone join. */
class ClusterTlsTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int SILENCE_MILLIS = 500;

    private static final Beat BEAT = new Beat("p", "paris", Duration.ZERO, false, Optional.empty());

    @TempDir
    private static Path folder;

    private static TlsFiles ours;
    private static TlsFiles others;

    private final List<ActorSystem<?>> systems = new ArrayList<>();

    @BeforeAll
    static void makeCertificates() {
        ours = new TlsFiles(folder.resolve("ours"));
        others = new TlsFiles(folder.resolve("others"));
        Certificates.make(ours, Map.of("paris", List.of("127.0.0.1"), "madrid", List.of("127.0.0.1")));
        Certificates.make(others, Map.of("paris", List.of("127.0.0.1")));
    }

    @AfterEach
    void stop() throws Exception {
        systems.forEach(ActorSystem::terminate);
        for (ActorSystem<?> system : systems) {
            system.getWhenTerminated().toCompletableFuture().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void nodesOfTheSameAuthorityJoinAndOthersDoNot() {
        ActorSystem<?> first = node(ours.nodeEnvironment("paris"));
        ActorSystem<?> stranger = node(others.nodeEnvironment("paris"));
        ActorSystem<?> plain = node(Map.of("PALMARES_REMOTE_TRANSPORT", "tcp"));
        join(first, first);
        join(stranger, first);
        join(plain, first);
        // Later than the others, and yet the only one.
        ActorSystem<?> second = node(ours.nodeEnvironment("madrid"));
        join(second, first);

        await(() -> members(first).size() == 2 && members(second).size() == 2);

        assertEquals(Set.of(port(first), port(second)), members(first));
        assertEquals(Set.of(), members(stranger));
        assertEquals(Set.of(), members(plain));
    }

    @Test
    void aHandshakeNeedsACertificateOfTheNodesThemselves() throws Exception {
        int port = port(node(ours.nodeEnvironment("paris")));

        assertThrows(SocketTimeoutException.class, () -> talk(port, ours, ours.nodeStore("madrid")), "a node is listened to");
        assertRefused(() -> talk(port, ours, null));
        assertRefused(() -> talk(port, ours, others.nodeStore("paris")));
        assertRefused(() -> talk(port, ours, ours.cassandraStore("paris")));
        assertRefused(() -> talk(port, others, others.nodeStore("paris")));
    }

    @Test
    void plainTextGetsNoAnswerButTheEnd() throws Exception {
        int port = port(node(ours.nodeEnvironment("paris")));
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) LONGEST.toMillis());
            socket.getOutputStream().write(new byte[64]);
            socket.getOutputStream().flush();
            byte[] answer = socket.getInputStream().readAllBytes();
            assertTrue(answer.length <= 7, "no more than a TLS alert");
        } catch (IOException reset) {
            assertTrue(!(reset instanceof SocketTimeoutException), "it is ended");
        }
    }

    @Test
    void linksNeedTheSameCertificates() throws Exception {
        ActorSystem<?> paris = node(ours.nodeEnvironment("paris"));
        ActorSystem<?> madrid = node(ours.nodeEnvironment("madrid"));
        ActorSystem<?> stranger = node(others.nodeEnvironment("paris"));
        ActorSystem<?> plain = node(Map.of("PALMARES_REMOTE_TRANSPORT", "tcp"));
        List<ActorSystem<?>> all = List.of(paris, madrid, stranger, plain);
        List<Links> links = all.stream().map(ClusterTlsTest::links).toList();
        for (Links one : links) {
            one.hold(all.stream().collect(Collectors.toMap(ClusterTlsTest::address, any -> new ReplicaId("paris"))));
            links.stream().filter(other -> other != one).forEach(other -> one.heard(other.own().orElseThrow()));
        }

        await(() -> links.get(0).tell(address(madrid), BEAT) && links.get(1).tell(address(paris), BEAT));

        int port = links.get(0).own().orElseThrow().port();
        assertThrows(SocketTimeoutException.class, () -> {
            talk(port, ours, ours.nodeStore("madrid"));
            throw new SocketTimeoutException("it was greeted");
        });
        assertRefused(() -> talk(port, ours, null));
        assertRefused(() -> talk(port, ours, others.nodeStore("paris")));
        assertRefused(() -> talk(port, others, others.nodeStore("paris")));
        for (int one = 0; one < links.size(); one++) {
            for (int other = 2; other < links.size(); other++) {
                assertFalse(links.get(one).tell(address(all.get(other)), BEAT), "a stranger is not told anything");
                assertFalse(links.get(other).tell(address(all.get(one)), BEAT), "a stranger cannot tell anything");
            }
        }
    }

    private static Links links(ActorSystem<?> system) {
        Links links = new Links(system, new ReplicaId("paris"));
        links.listen(0, (competition, command) -> CompletableFuture.failedFuture(new IllegalStateException("nobody asks"))).toCompletableFuture().join();
        return links;
    }

    private static String address(ActorSystem<?> system) {
        return End.address(Cluster.get(system).selfMember().address());
    }

    private interface Talk {
        void run() throws Exception;
    }

    private static void assertRefused(Talk talk) {
        IOException refused = assertThrows(IOException.class, talk::run);
        assertTrue(!(refused instanceof SocketTimeoutException), "it is listened to");
    }

    /** Shakes hands and waits for a word, which a server that listens does not say first. */
    private static void talk(int port, TlsFiles trusted, Path store) throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(trusted.trusted().toFile(), trusted.password().toCharArray()));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        if (store == null) {
            keys.init(null, null);
        } else {
            char[] password = new TlsFiles(store.getParent().getParent()).password().toCharArray();
            keys.init(KeyStore.getInstance(store.toFile(), password), password);
        }
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout((int) LONGEST.toMillis());
            socket.startHandshake();
            socket.setSoTimeout(SILENCE_MILLIS);
            if (socket.getInputStream().read() < 0) {
                throw new IOException("ended by the other side");
            }
        }
    }

    private ActorSystem<?> node(Map<String, String> environment) {
        Config test = ConfigFactory.parseString("""
                pekko {
                  loglevel = ERROR
                  actor.provider = cluster
                  actor {
                    allow-java-serialization = off
                    serializers.palmares-feed = "org.palmares.node.feed.FeedSerializer"
                    serialization-bindings { "org.palmares.node.presence.Heartbeat$Beat" = palmares-feed }
                  }
                  remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                  cluster.jmx.multi-mbeans-in-same-jvm = on
                  coordinated-shutdown.exit-jvm = off
                }
                """);
        Config tls = ConfigFactory.parseResources("tls.conf").resolveWith(ConfigFactory.parseMap(environment));
        Config all = test.withFallback(tls).withFallback(ConfigFactory.defaultReferenceUnresolved()).resolve();
        ActorSystem<?> system = ActorSystem.create(Behaviors.empty(), "palmares", all);
        systems.add(system);
        return system;
    }

    private static void join(ActorSystem<?> who, ActorSystem<?> to) {
        Cluster.get(who).manager().tell(Join.create(Cluster.get(to).selfMember().address()));
    }

    private static int port(ActorSystem<?> system) {
        return Cluster.get(system).selfMember().address().getPort().orElseThrow();
    }

    /** Ports of those that are up. */
    private static Set<Integer> members(ActorSystem<?> system) {
        return StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
                .filter(member -> member.status().equals(MemberStatus.up()))
                .map(Member::address)
                .map(address -> address.getPort().orElseThrow())
                .collect(Collectors.toSet());
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within " + LONGEST);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }
}
