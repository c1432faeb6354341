package org.palmares.competition;

/**
 * What request brought something. It stands in the journal, and changes nothing of what is known.
 *
 * @param by name of who asked; empty where that is not known
 * @param correlation by which name the request can be followed; empty where no request did it, or one of a release that did not say
 */
public record Request(String by, String correlation) {

    /** Nobody's. */
    public static final Request NONE = new Request("", "");
}
