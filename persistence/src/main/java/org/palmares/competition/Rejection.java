package org.palmares.competition;

/** Why a command is refused. */
public sealed interface Rejection {

    /**
     * The version is known with other content: a source sends a version once.
     *
     * @param key the document
     * @param version the version sent again
     */
    record VersionConflict(DocumentKey key, long version) implements Rejection {}

    /**
     * A bound of {@link Limits} would be passed.
     *
     * @param what what there would be too many of
     * @param limit the bound
     */
    record TooMany(String what, int limit) implements Rejection {}
}
