package org.palmares.tools.site.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.palmares.tools.terminal.ToolException;

/** How many nodes each data centre has, kept with what they write: whoever stops or asks them later means the same ones. */
public final class NodesPerSite {

    private static final String NAME = "nodes-per-site";

    private NodesPerSite() {}

    /** One where nothing else was said. */
    public static int in(Path var) {
        Path file = var.resolve(NAME);
        try {
            return Files.exists(file) ? known(Integer.parseInt(Files.readString(file).strip())) : 1;
        } catch (IOException | NumberFormatException damaged) {
            throw new ToolException("How many nodes each data centre has cannot be read from " + file + ". Write the number into it.", damaged);
        }
    }

    public static void remember(Path var, int nodes) {
        try {
            Files.createDirectories(var);
            Files.writeString(var.resolve(NAME), nodes + "\n");
        } catch (IOException failed) {
            throw new ToolException("The folder " + var + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    public static int known(int nodes) {
        if (nodes < 1 || nodes > Layout.MOST_NODES) {
            throw new ToolException("A data centre has 1 to " + Layout.MOST_NODES + " nodes, not " + nodes + '.');
        }
        return nodes;
    }
}
