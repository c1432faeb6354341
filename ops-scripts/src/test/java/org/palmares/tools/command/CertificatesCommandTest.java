package org.palmares.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.palmares.tools.terminal.ToolException;

class CertificatesCommandTest {

    @Test
    void aDataCentreWithoutAnAddressIsRefusedWithAnExample() {
        assertEquals(Map.of("paris", List.of("10.0.1.5", "p.example.org")), CertificatesCommand.hosts(List.of("paris=10.0.1.5,p.example.org")));
        ToolException refused = assertThrows(ToolException.class, () -> CertificatesCommand.hosts(List.of("paris")));
        assertTrue(refused.getMessage().contains("--site paris="), refused.getMessage());
    }
}
