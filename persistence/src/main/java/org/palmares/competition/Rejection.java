package org.palmares.competition;

import java.util.List;

/** Why a command is refused. */
public sealed interface Rejection {

    /** Handles each kind; adding one fails to compile wherever it is not handled. */
    <R> R fold(Cases<R> cases);

    /**
     * The version is known with other content: a source sends a version once.
     *
     * @param key the document
     * @param version the version sent again
     */
    record VersionConflict(DocumentKey key, long version) implements Rejection {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.versionConflict(this);
        }
    }

    /**
     * A bound of {@link Limits} would be passed.
     *
     * @param what what there would be too many of
     * @param limit the bound
     */
    record TooMany(String what, int limit) implements Rejection {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.tooMany(this);
        }
    }

    /**
     * No message has spoken of the unit, or it was removed.
     *
     * @param unit its code
     */
    record UnknownUnit(String unit) implements Rejection {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.unknownUnit(this);
        }
    }

    /**
     * The unit is not any more what whoever wants to change it has seen.
     *
     * @param unit its code
     * @param now its revision
     * @param since what people changed since, the newest first
     * @param feed whether messages have said something since
     */
    record Outdated(String unit, Revision now, List<UnitEdit> since, boolean feed) implements Rejection {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.outdated(this);
        }
    }

    /**
     * No unit can be so.
     *
     * @param field what is wrong
     * @param why in words
     */
    record Impossible(UnitField field, String why) implements Rejection {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.impossible(this);
        }
    }

    /**
     * The key of the request was used for another one.
     *
     * @param key as it was given
     */
    record KeyUsed(String key) implements Rejection {
        @Override
        public <R> R fold(Cases<R> cases) {
            return cases.keyUsed(this);
        }
    }

    /** One method for each kind of refusal. */
    interface Cases<R> {
        R versionConflict(VersionConflict versionConflict);

        R tooMany(TooMany tooMany);

        R unknownUnit(UnknownUnit unknownUnit);

        R outdated(Outdated outdated);

        R impossible(Impossible impossible);

        R keyUsed(KeyUsed keyUsed);
    }
}
