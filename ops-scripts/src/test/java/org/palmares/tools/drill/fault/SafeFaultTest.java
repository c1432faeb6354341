package org.palmares.tools.drill.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.tools.site.LocalSites;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.site.upkeep.Leftovers;
import org.palmares.tools.terminal.ToolException;

/** A fault whose every step is told. */
final class SafeFaultTest {

    @TempDir
    private Path folder;

    private final List<String> course = new ArrayList<>();
    private boolean healFails;

    private final Fault fault = new Fault() {
        @Override
        public void prepare() {
            course.add("prepare");
        }

        @Override
        public void begin() {
            course.add("begin");
        }

        @Override
        public String broken() {
            return "all";
        }

        @Override
        public void heal() {
            course.add("heal");
            if (healFails) {
                throw new ToolException("it does not heal");
            }
        }

        @Override
        public void cleanUp() {
            course.add("clean up");
        }

        @Override
        public Set<String> down() {
            return Set.of();
        }
    };

    private LocalSites sites() {
        return new LocalSites(new Layout(folder, folder, 30_000), line -> {});
    }

    private SafeFault safe() {
        return SafeFault.of(sites(), fault, line -> {});
    }

    private List<String> left() {
        return new Leftovers(sites(), line -> {}).found();
    }

    @Test
    void itIsMendedAndUndoneOnceAndNothingIsBrokenAfterwards() {
        SafeFault safe = safe();
        safe.prepare();
        safe.begin();
        safe.close();
        safe.close();
        safe.heal();
        assertThrows(ToolException.class, safe::begin, "the rest of the drill goes on for a moment after an interrupt");
        assertThrows(ToolException.class, safe::prepare);
        assertEquals(List.of("prepare", "begin", "heal", "clean up"), course);
        assertEquals(List.of(), left());
    }

    @Test
    void whatDoesNotHealIsUndoneAllTheSameAndLeftToWhoeverLooksNext() {
        healFails = true;
        SafeFault safe = safe();
        safe.begin();
        assertThrows(ToolException.class, safe::close);
        assertEquals(List.of("begin", "heal", "clean up"), course);
        assertEquals(List.of("a drill was cut off before it had mended everything"), left());
    }

    @Test
    void thereIsOneAtATimeAndTheNextMendsWhatTheFirstLeft() {
        SafeFault first = safe();
        assertThrows(ToolException.class, this::safe);
        healFails = true;
        assertThrows(ToolException.class, first::close);
        healFails = false;
        safe().close();
        assertEquals(List.of(), left());
    }
}
