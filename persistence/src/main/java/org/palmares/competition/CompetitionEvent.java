package org.palmares.competition;

/** What happened to a competition. Events are facts of one replica and mean the same in all. */
public sealed interface CompetitionEvent {

    /** Where the event stands among all of its competition. */
    Origin origin();

    /** Handles each kind; adding one fails to compile wherever it is not handled. */
    <R> R fold(Cases<R> cases);

    /**
     * Where an event comes from.
     *
     * @param replica the replica that accepted the command
     * @param number running number of that replica's events in this competition, from 1
     * @param accepted when it was accepted
     */
    record Origin(ReplicaId replica, long number, Stamp accepted) {}

    /** A version of a document was recorded, with what it says of registers; {@code request} brought it. */
    record DocumentRecorded(Origin origin, OdfDocument document, Entries entries, Request request) implements CompetitionEvent {

        /** One of which nobody knows who sent it. */
        public DocumentRecorded(Origin origin, OdfDocument document, Entries entries) {
            this(origin, document, entries, Request.NONE);
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.documentRecorded(this);
        }
    }

    /** This competition's part of a message was recorded; {@code by} is the message as its holder has it, {@code request} brought it. */
    record EntriesRecorded(Origin origin, Provenance by, Entries entries, Request request) implements CompetitionEvent {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.entriesRecorded(this);
        }
    }

    /** Versions of a document were taken out of force: those of {@code epoch} and before, beginning with {@code from}. */
    record DocumentVoided(Origin origin, DocumentKey key, int epoch, long from, Request request, String reason) implements CompetitionEvent {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.documentVoided(this);
        }
    }

    /** A person changed a unit. */
    record UnitEdited(Origin origin, String unit, UnitEdit edit) implements CompetitionEvent {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.unitEdited(this);
        }
    }

    /** One method for each kind of event. */
    interface Cases<R> {
        R documentRecorded(DocumentRecorded event);

        R entriesRecorded(EntriesRecorded event);

        R documentVoided(DocumentVoided event);

        R unitEdited(UnitEdited event);
    }
}
