package org.palmares.tools.load;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;

/**
 * Where a message is and when it was made; not the message itself, of which there may be too many for the memory.
 *
 * @param time Date and Time of its header
 * @param documentType of its header
 * @param documentCode of its header
 * @param file the file
 * @param entry name within an archive; empty for a file of its own
 */
record MessageRef(LocalDateTime time, String documentType, String documentCode, Path file, String entry) {

    /** By time; at the same time what begins anew comes before its updates, and both before results. */
    static final Comparator<MessageRef> ORDER = Comparator.comparing(MessageRef::time)
            .thenComparing(MessageRef::rank)
            .thenComparing(MessageRef::entry)
            .thenComparing(MessageRef::file);

    /** Messages with the same lane are sent one after the other: those of a discipline, whose schedule and results build on each other. */
    String lane() {
        return documentCode.length() < 3 ? documentCode : documentCode.substring(0, 3);
    }

    /** For people. */
    String name() {
        return entry.isEmpty() ? file.toString() : file + "!" + entry;
    }

    private int rank() {
        return switch (documentType) {
            case "DT_SCHEDULE" -> 0;
            case "DT_PARTIC", "DT_PARTIC_TEAMS", "DT_PARTIC_HORSES", "DT_PARTIC_NAME" -> 1;
            default -> documentType.endsWith("_UPDATE") ? 2 : 3;
        };
    }
}
