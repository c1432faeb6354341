package org.palmares.tools.site.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.palmares.tools.files.WholeFile;
import org.palmares.tools.site.layout.Layout;
import org.palmares.tools.terminal.ToolException;

/**
 * Whether the disk of a Cassandra is a copy of the journals (docs/decisions/0009). A file among its data says so, with the identity of the data
 * centres that belong together; it is lost with the disk.
 */
public final class Copy {

    /** What a Cassandra's folder is. */
    public enum State {
        /** A copy, or there is none of these data centres yet. */
        USABLE,
        /** Empty, while others have journals. */
        EMPTY,
        /** Somebody began to fill it. */
        FILLING,
        /** That of other data centres. */
        FOREIGN
    }

    private static final String FILE = "palmares-copy";
    private static final String FILLING = "filling";
    private static final String FILLED = "palmares-filled";

    private Copy() {}

    /** Where the Cassandra of {@code site} writes when no drill gives it another disk. */
    public static Path folder(Layout layout, String site) {
        return layout.site(site).resolve("cassandra");
    }

    public static State state(Layout layout, String site) {
        Optional<String> mine = mark(layout, site);
        if (mine.filter(FILLING::equals).isPresent()) {
            return State.FILLING;
        }
        List<String> others = Layout.SITES.stream().filter(other -> !other.equals(site)).flatMap(other -> mark(layout, other).stream())
                .filter(mark -> !mark.equals(FILLING)).distinct().toList();
        if (others.isEmpty()) {
            return State.USABLE;
        }
        if (!hasJournal(layout, site)) {
            return State.EMPTY;
        }
        // Without a mark, but with journals: the first start of all of them was cut off while they were marked.
        return mine.isEmpty() || others.contains(mine.get()) ? State.USABLE : State.FOREIGN;
    }

    /** @throws ToolException with what to do, where the Cassandra would pretend to be a copy */
    public static void requireUsable(Layout layout, String site) {
        advice(layout, site).ifPresent(advice -> {
            throw new ToolException(advice);
        });
    }

    /** What has to be done before the Cassandra of {@code site} may start; empty where nothing has. */
    public static Optional<String> advice(Layout layout, String site) {
        Path folder = folder(layout, site);
        String fill = "Stop nothing of the others and run: palmares fill --site " + site;
        return switch (state(layout, site)) {
            case USABLE -> Optional.empty();
            case EMPTY -> Optional.of("The disk of the Cassandra of " + site + " is empty (" + folder + "), and the others have journals. Started so, it would be"
                    + " asked as if it had them, and acknowledged messages could be missed. " + fill);
            case FILLING -> Optional.of("The disk of the Cassandra of " + site + " is not filled completely (" + folder + "). " + fill);
            case FOREIGN -> Optional.of("The disk of the Cassandra of " + site + " (" + folder + ") is that of other data centres. Put the right one in its place, or"
                    + " move it away and run: palmares fill --site " + site);
        };
    }

    /**
     * The Cassandras of {@code sites} run, with the tables of the journal: from now on each is missed when it is gone.
     *
     * @param all whether those of all data centres do: the first time it has to be all
     */
    public static void mark(Layout layout, List<String> sites, boolean all) {
        if (!all && Layout.SITES.stream().allMatch(site -> mark(layout, site).isEmpty())) {
            return;
        }
        String identity = Layout.SITES.stream().flatMap(site -> mark(layout, site).stream()).filter(mark -> !mark.equals(FILLING)).findFirst()
                .orElseGet(() -> UUID.randomUUID().toString());
        sites.stream().filter(site -> mark(layout, site).isEmpty()).forEach(site -> write(layout, site, identity));
    }

    public static void beginFilling(Layout layout, String site) {
        write(layout, site, FILLING);
    }

    /** It holds what {@code other} has and more, and has never been started. */
    public static void filledFrom(Layout layout, String site, String other) {
        WholeFile.write(folder(layout, site).resolve(FILLED), "from the others\n");
        write(layout, site, mark(layout, other).orElseThrow());
    }

    /** Whether its Cassandra takes the place of the one whose disk was lost: until it was seen to run. */
    public static boolean isReplacement(Layout layout, String site) {
        return Files.exists(folder(layout, site).resolve(FILLED));
    }

    /** Its Cassandra has taken the place of the one whose disk was lost. */
    public static void replaced(Layout layout, String site) {
        try {
            Files.deleteIfExists(folder(layout, site).resolve(FILLED));
        } catch (IOException failed) {
            throw new ToolException("The folder " + folder(layout, site) + " cannot be written: " + failed.getMessage(), failed);
        }
    }

    private static void write(Layout layout, String site, String mark) {
        WholeFile.write(folder(layout, site).resolve(FILE), mark + "\n");
    }

    private static Optional<String> mark(Layout layout, String site) {
        Path file = folder(layout, site).resolve(FILE);
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new ToolException("The file " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static boolean hasJournal(Layout layout, String site) {
        Path tables = folder(layout, site).resolve("data/palmares");
        try (Stream<Path> found = Files.list(tables)) {
            return found.anyMatch(table -> table.getFileName().toString().startsWith("messages-"));
        } catch (NoSuchFileException none) {
            return false;
        } catch (IOException unreadable) {
            throw new ToolException("The folder " + tables + " cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
