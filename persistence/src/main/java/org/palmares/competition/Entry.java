package org.palmares.competition;

import java.util.Comparator;

/**
 * A register: a unit, session, participant or team with the stamps that decide which of two stays.
 *
 * @param source place of the message it came with among the messages of the sources
 * @param accepted when and where it was accepted
 * @param value what the source said, whole
 */
public record Entry<T>(SourceStamp source, Stamp accepted, T value) {

    /** The later message stays; of one message accepted twice, in two data centres, the first acceptance. */
    static final Comparator<Entry<?>> ORDER =
            Comparator.<Entry<?>, SourceStamp>comparing(Entry::source).thenComparing(Entry::accepted, Comparator.reverseOrder());
}
