package org.palmares.competition;

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

    /** One method for each kind of refusal. */
    interface Cases<R> {
        R versionConflict(VersionConflict versionConflict);

        R tooMany(TooMany tooMany);
    }
}
