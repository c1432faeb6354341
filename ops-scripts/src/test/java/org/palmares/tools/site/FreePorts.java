package org.palmares.tools.site;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.layout.Ports;

/** Ports for data centres of a test, away from those of a user and of a test that runs at the same time. */
public final class FreePorts {

    private static final int FIRST = 3000;
    private static final int STEP = 217;
    private static final int CHOICES = 80;

    private FreePorts() {}

    /** An offset for {@link Layout} at which nobody listens; where the search begins depends on the process. */
    public static int offset() {
        int start = (int) (ProcessHandle.current().pid() % CHOICES);
        return IntStream.range(0, CHOICES)
                .map(choice -> FIRST + (start + choice) % CHOICES * STEP)
                .filter(FreePorts::isFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports on this machine"));
    }

    private static boolean isFree(int offset) {
        Layout layout = new Layout(Path.of("."), Path.of("."), offset);
        return Layout.SITES.stream().flatMap(site -> layout.ports(site).stream()).noneMatch(port -> Ports.answers("127.0.0.1", port));
    }
}
