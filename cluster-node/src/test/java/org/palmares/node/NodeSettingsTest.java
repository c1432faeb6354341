package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot work is refused at the start, with every fault named. */
class NodeSettingsTest {

    private static Config with(String settings) {
        return ConfigFactory.parseString(settings).withFallback(ConfigFactory.parseResources("application.conf"))
                .withFallback(ConfigFactory.defaultReference()).resolve();
    }

    private static String fault(String settings) {
        return assertThrows(IllegalArgumentException.class, () -> NodeSettings.from(with(settings))).getMessage();
    }

    @Test
    void theDefaultsCanBeUsed() {
        assertEquals("p", NodeSettings.from(with("")).nodeName());
        assertEquals("pz", NodeSettings.from(with("palmares.node-number = 26")).nodeName());
    }

    @Test
    void whatIsLoggedAtEachStartCanBeReadByPeople() {
        String logged = NodeSettings.from(with("")).toString();
        assertTrue(logged.length() < 2_000, logged);
    }

    @Test
    void twoDataCentresWithTheSameFirstLetterAreRefused() {
        String fault = fault("palmares.sites = [{name=paris, url=\"a\"}, {name=porto, url=\"b\"}, {name=madrid, url=\"c\"}]");
        assertTrue(fault.contains("[paris, porto] begin with the same letter"), fault);
    }

    @Test
    void aNodeWithoutALetterIsRefused() {
        assertTrue(fault("palmares.node-number = 27").contains("1 to 26, not 27"));
        assertTrue(fault("palmares.node-number = 0").contains("1 to 26, not 0"));
    }

    @Test
    void aPauseAsLongAsATakeoverIsRefused() {
        String fault = fault("palmares.longest-pause = 23s");
        assertTrue(fault.contains("PT23S") && fault.contains("PT25S"), fault);
        assertTrue(fault("pekko.cluster.split-brain-resolver.stable-after = 5s").contains("palmares.longest-pause"));
    }

    @Test
    void allFaultsAreNamedTogetherWithTheirVariables() {
        String fault = fault("""
                palmares { node-number = 99, site = "Paris 1", http.port = 70000, feed.pulse = soon, snapshot-every = 0, seeds = [here]
                  sites = [{name=paris, url="10.1.0.1:8101"}], cassandra { contact-points = [], local-datacenter = "" } }
                pekko.management.http.port = -1
                """);
        for (String named : List.of(
                "palmares.node-number (PALMARES_NODE_NUMBER): 1 to 26", "palmares.site (PALMARES_SITE): ", "palmares.http.port (PALMARES_HTTP_PORT): 0 to 65535",
                "palmares.feed.pulse (PALMARES_FEED_PULSE): ", "palmares.snapshot-every (PALMARES_SNAPSHOT_EVERY): 1 to",
                "palmares.seeds (PALMARES_SEEDS): \"here\" is not host:port", "palmares.sites (PALMARES_SITES): of paris: ",
                "palmares.cassandra.contact-points (PALMARES_CASSANDRA_CONTACT_POINTS): names no Cassandra",
                "palmares.cassandra.local-datacenter (PALMARES_CASSANDRA_LOCAL_DATACENTER): is empty",
                "pekko.management.http.port (PALMARES_MANAGEMENT_PORT): 0 to")) {
            assertTrue(fault.contains(named), () -> named + " is not in " + fault);
        }
    }

    @Test
    void aNodeThatTheOthersCannotCallIsRefused() {
        assertTrue(fault("palmares.seeds = [\"10.1.0.1:8301\"]").contains("PALMARES_REMOTE_HOST): 127.0.0.1 cannot be called"));
        assertTrue(fault("pekko.remote.artery.canonical.hostname = \"0.0.0.0\"").contains("not an address that other nodes can call"));
        assertTrue(fault("pekko.remote.artery.canonical.hostname = \"10.1.0.1\"").contains("PALMARES_SEEDS): names no node"));
    }

    @Test
    void filesAndPasswordsThatAreMissingAreNamed() {
        String fault = fault("""
                pekko.remote.artery { transport = tls-tcp, ssl.rotating-keys-engine { key-file = /none/node.key, cert-file = /none/node.crt, ca-cert-file = /none/ca } }
                datastax-java-driver.advanced { auth-provider.class = PlainTextAuthProvider
                  ssl-engine-factory { class = DefaultSslEngineFactory, truststore-path = /none/trusted.p12 } }
                """);
        for (String named : List.of(
                "PALMARES_TLS_KEY): /none/node.key cannot be read", "PALMARES_TLS_CERTIFICATE): /none/node.crt", "PALMARES_TLS_CA): /none/ca",
                "PALMARES_CASSANDRA_AUTH_PROVIDER): needs a user", "PALMARES_CASSANDRA_TRUSTSTORE): /none/trusted.p12 cannot be read")) {
            assertTrue(fault.contains(named), () -> named + " is not in " + fault);
        }
    }

    @Test
    void aFileOfClashRulesThatCannotBeUsedIsNamed() {
        String fault = fault("palmares { node-number = 99, schedule.clash-rules = \"/nowhere/rules.conf\" }");
        assertTrue(fault.contains("palmares.schedule.clash-rules") && fault.contains("/nowhere/rules.conf") && fault.contains("node-number"), fault);
    }
}
