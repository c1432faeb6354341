package org.palmares.tools.site.layout;

import java.io.IOException;
import java.nio.file.Files;
import org.palmares.tools.terminal.ToolException;

/** Whether drills that break something are allowed, kept with what the data centres write; nodes heed it when they start. */
public final class DestructiveDrills {

    private DestructiveDrills() {}

    /** Allows or forbids them in {@code layout}. */
    public static void allow(Layout layout, boolean allowed) {
        try {
            if (allowed) {
                Files.createDirectories(layout.var());
                Files.writeString(layout.destructiveDrills(), "made by palmares up --destructive-drills\n");
            } else {
                Files.deleteIfExists(layout.destructiveDrills());
            }
        } catch (IOException failed) {
            throw new ToolException("The folder " + layout.var() + " cannot be written: " + failed.getMessage(), failed);
        }
    }
}
