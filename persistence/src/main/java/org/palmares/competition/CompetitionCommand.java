package org.palmares.competition;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What can be asked of a competition. Commands are idempotent: the same one again, anywhere, changes nothing more. */
public sealed interface CompetitionCommand {

    /** Handles each kind; adding one fails to compile wherever it is not handled. */
    <R> R fold(Cases<R> cases);

    /**
     * Records a version of a document, with what it says of the registers of this competition.
     *
     * @param document the document
     * @param entries what it says; {@link Entries#none} for most types
     * @param request what brought it
     */
    record RecordDocument(OdfDocument document, Entries entries, Request request) implements CompetitionCommand {

        /** One of which nobody knows who sent it. */
        public RecordDocument(OdfDocument document, Entries entries) {
            this(document, entries, Request.NONE);
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.recordDocument(this);
        }
    }

    /**
     * Records this competition's part of a message whose document is held by the discipline's own competition.
     *
     * @param by whose word it is, as the holder has recorded it
     * @param entries what the message says of this competition
     * @param request what brought the message
     */
    record RecordEntries(Provenance by, Entries entries, Request request) implements CompetitionCommand {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.recordEntries(this);
        }
    }

    /**
     * Takes versions of a document out of force; what comes next may have any version. Goes to the competition that holds the document and, for a
     * schedule, to all that have a part of it.
     *
     * @param key the document
     * @param epoch the epoch of the versions that are meant; one that was ended before is not ended again
     * @param from the first version that is out of force
     * @param request who wants it
     * @param reason why
     */
    record VoidDocument(DocumentKey key, int epoch, long from, Request request, String reason) implements CompetitionCommand {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.voidDocument(this);
        }
    }

    /**
     * Changes a unit as a person wants it.
     *
     * @param unit code of the unit
     * @param set values by field; those of fields that are not named stay
     * @param holding what it does to a hold
     * @param basis what whoever wants it has seen; empty where they have seen all that the competition knows
     * @param settles whether this is what is to be, of all that is known and unsettled
     * @param by who, and why
     */
    record EditUnit(
            String unit, SortedMap<UnitField, String> set, UnitEdit.Holding holding, Optional<Basis> basis, boolean settles, Authorship by)
            implements CompetitionCommand {

        /**
         * What somebody has seen of a unit when they wanted it changed. What came between that and the change they did not know of.
         *
         * @param required whether the change is wanted only if that is what there is
         */
        public record Basis(Revision seen, boolean required) {

            /** The change is wanted of this and nothing else. */
            public static Basis required(Revision seen) {
                return new Basis(seen, true);
            }

            /** The change is wanted whatever has come since. */
            public static Basis seen(Revision seen) {
                return new Basis(seen, false);
            }
        }

        public EditUnit {
            set = Collections.unmodifiableSortedMap(new TreeMap<>(set));
        }

        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.editUnit(this);
        }
    }

    /** One method for each kind of command. */
    interface Cases<R> {
        R recordDocument(RecordDocument recordDocument);

        R recordEntries(RecordEntries recordEntries);

        R voidDocument(VoidDocument voidDocument);

        R editUnit(EditUnit editUnit);
    }
}
