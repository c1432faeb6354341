package org.palmares.tools.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.node.access.Keys;
import org.palmares.node.access.Principal;
import org.palmares.protocol.contract.NamedKey;
import org.palmares.tools.site.KeyFiles;
import picocli.CommandLine;

/** What the command writes is what a node reads. */
class KeysCommandTest {

    @TempDir
    Path folder;

    private String run(int code, String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(KeysCommand.class);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        String[] all = new String[arguments.length + 2];
        all[0] = arguments[0];
        all[1] = "--var";
        all[2] = folder.toString();
        System.arraycopy(arguments, 1, all, 3, arguments.length - 1);
        assertEquals(code, line.execute(all), out.toString());
        return out.toString().strip();
    }

    @Test
    void aKeyIsPrintedOnceKnownByItsHashAndTakenBackByItsName() throws Exception {
        Path keys = Files.createDirectories(folder.resolve("keys"));
        KeyFiles.makeMissing(keys);
        String key = run(0, "add", "timing.ath", "--role", "feed", "--discipline", "ATH,SWM", "--type", "DT_RESULT");
        assertFalse(Files.readString(keys.resolve(NamedKey.FILE)).contains(key));
        assertTrue(run(0, "list").startsWith("timing.ath roles=feed disciplines=ATH,SWM"));

        Keys known = Keys.read(keys);
        Principal who = known.principal(Optional.of(key)).orElseThrow();
        assertEquals("timing.ath", who.name());
        assertTrue(who.maySend("DT_RESULT", "SWM"));
        assertFalse(who.maySend("DT_SCHEDULE", "SWM") || who.maySend("DT_RESULT", "FEN"));

        run(1, "add", "timing.ath", "--role", "feed");
        run(1, "add", "king", "--role", "king");
        run(0, "revoke", "timing.ath");
        run(1, "revoke", "timing.ath");
        assertEquals("", run(0, "list"));
        known.refresh();
        assertEquals(Optional.empty(), known.principal(Optional.of(key)));
    }
}
