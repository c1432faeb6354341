package org.palmares.tools.command;

import java.nio.file.Path;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.layout.NodesPerSite;
import org.palmares.tools.site.layout.Places;
import picocli.CommandLine.Option;

/** Options that all commands about local data centres share. */
public final class Where {

    @Option(names = "--var", description = "Folder for all that is written. Default: var in the project.")
    private Path var;

    @Option(names = "--port-offset", description = "Added to every port. Default: ${DEFAULT-VALUE}.", defaultValue = "0")
    private int portOffset;

    /** The layout that the options describe. */
    public Layout layout() {
        Path root = Path.of(System.getProperty("palmares.root", ".")).toAbsolutePath().normalize();
        Path written = var == null ? root.resolve("var") : var.toAbsolutePath().normalize();
        return new Layout(root, written, portOffset, NodesPerSite.in(written), Places.in(written));
    }
}
