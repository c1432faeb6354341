package org.palmares.competition;

/** What can be asked of a competition. Commands are idempotent: the same one again, anywhere, changes nothing more. */
public sealed interface CompetitionCommand {

    /**
     * Records a version of a document, with what it says of the registers of this competition.
     *
     * @param document the document
     * @param entries what it says; {@link Entries#none} for most types
     */
    record RecordDocument(OdfDocument document, Entries entries) implements CompetitionCommand {}

    /**
     * Records this competition's part of a message whose document is held by the discipline's own competition.
     *
     * @param entries what the message says of this competition
     */
    record RecordEntries(Entries entries) implements CompetitionCommand {}
}
