package org.palmares.node.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.node.schedule.clash.ClashRules;
import org.palmares.node.schedule.clash.ClashSettings;
import org.palmares.node.schedule.clash.Severity;

/** What operators can set about clashes, and what is said where they cannot. */
class ClashSettingsFileTest {

    @TempDir
    private Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("own.conf"), content);
    }

    private String fault(String content) {
        return assertThrows(IllegalArgumentException.class, () -> ClashSettingsFile.read(Optional.of(file(content)))).getMessage();
    }

    @Test
    void whatIsShippedJudgesByEveryRule() {
        assertEquals(Set.copyOf(ClashRules.names()), ClashSettingsFile.shipped().standard().severities().keySet());
        assertEquals(Severity.ERROR, ClashSettingsFile.shipped().standard().severities().get("participant-overlap"));
    }

    @Test
    void anOwnFileNamesOnlyWhatDiffers() throws IOException {
        ClashSettings settings = ClashSettingsFile.read(Optional.of(file(
                "rules.no-time = error\n limits.tolerance = 3 minutes\n disciplines { FBL { limits.rest = 72 hours, rules.medal-clash = off }, ATH.rules.participant-rest = error }")));
        assertEquals(Severity.ERROR, settings.standard().severities().get("no-time"));
        assertEquals(Severity.WARNING, settings.standard().severities().get("outside-session"));
        ClashSettings.Discipline football = settings.disciplines().get("FBL");
        assertEquals(Duration.ofHours(72), football.limits().rest());
        assertEquals(Duration.ofMinutes(3), football.limits().tolerance(), "what is set for all holds for a discipline too");
        assertEquals(null, football.severities().get("medal-clash"));
        assertEquals(Severity.NOTE, settings.standard().severities().get("medal-clash"));
        ClashSettings.Discipline athletics = settings.disciplines().get("ATH");
        assertEquals(Severity.ERROR, athletics.severities().get("participant-rest"));
        assertEquals(Duration.ofMinutes(30), athletics.limits().rest(), "what is shipped for it stays");
    }

    @Test
    void everyFaultIsNamedWithItsPlace() {
        String fault = fault("rules { no-time = fatal, no-tme = error }\n limits.rest = soon\n disciplines { FBL.limits { rest = -1 minute, pause = 3 }, football {} }\n more = 1");
        for (String expected : new String[] {
            "rules.no-time: \"fatal\" is none of error, warning, note, off", "rules.no-tme: it is none of", "limits.rest: ", "disciplines.FBL.limits.rest: it is a time",
            "disciplines.FBL.limits.pause: it is none of", "disciplines.football: ", "more: it is none of [disciplines, limits, rules]", "own.conf"
        }) {
            assertTrue(fault.contains(expected), expected + " in " + fault);
        }
    }

    @Test
    void aFileThatCannotBeReadIsNamed() {
        assertTrue(fault("rules {").contains("own.conf"));
        assertTrue(fault("rules = 3\n disciplines.FBL = 4").contains("rules"));
        Path missing = folder.resolve("missing.conf");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ClashSettingsFile.read(Optional.of(missing))).getMessage().contains("missing.conf"));
    }
}
