package org.palmares.node.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.palmares.node.board.Board;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfSyntaxException;
import org.palmares.protocol.odf.SharedData;

/** The real messages of Paris 2024, taken in the order they were sent. */
public final class RealGames {

    public static final String CODE = "OG2024";

    private static final Pattern SENT = Pattern.compile(" Date=\"([^\"]*)\" Time=\"([^\"]*)\"");
    private static final int HEAD = 1_500;

    private RealGames() {}

    /** A board with all of it; skips the test where the messages are not on this machine. */
    public static Board board() {
        Map<String, byte[]> messages = new TreeMap<>();
        SharedData.forEach(SharedData.folder().resolve("odf").resolve(CODE), (name, xml) -> {
            Matcher sent = SENT.matcher(new String(xml, 0, Math.min(xml.length, HEAD), StandardCharsets.ISO_8859_1));
            if (!sent.find()) {
                throw new IllegalStateException(name + " does not say when it was sent");
            }
            messages.put(sent.group(1) + sent.group(2) + name + messages.size(), xml);
        });
        Recorder games = new Recorder();
        messages.forEach((name, xml) -> {
            try {
                games.take(xml);
            } catch (OdfSyntaxException | OdfInvalidException unexpected) {
                throw new IllegalStateException(name, unexpected);
            }
        });
        return games.board();
    }
}
