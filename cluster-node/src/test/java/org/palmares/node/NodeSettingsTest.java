package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
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
    void twoDataCentresWithTheSameFirstLetterAreRefused() {
        String fault = fault("palmares.sites = [{name=paris, url=\"a\"}, {name=porto, url=\"b\"}, {name=madrid, url=\"c\"}]");
        assertTrue(fault.contains("[paris, porto] begin with the same letter"), fault);
    }

    @Test
    void aNodeWithoutALetterIsRefused() {
        assertTrue(fault("palmares.node-number = 27").contains("palmares.node-number: 1 to 26, not 27"));
        assertTrue(fault("palmares.node-number = 0").contains("palmares.node-number: 1 to 26, not 0"));
    }

    @Test
    void aPauseAsLongAsATakeoverIsRefused() {
        String fault = fault("palmares.longest-pause = 23s");
        assertTrue(fault.contains("PT23S") && fault.contains("PT25S"), fault);
        assertTrue(fault("pekko.cluster.split-brain-resolver.stable-after = 5s").contains("palmares.longest-pause"));
    }

    @Test
    void allFaultsAreNamedTogether() {
        String fault = fault("palmares { node-number = 99, site = \"Paris 1\" }");
        assertTrue(fault.contains("palmares.node-number") && fault.contains("palmares.site"), fault);
    }
}
