package org.palmares.node.sites;

import java.time.Instant;

/**
 * Whether a data centre is to serve. An evacuated one has no homes, is not ready, and sends readers and senders elsewhere; whoever asks it all
 * the same is answered.
 *
 * @param site the data centre
 * @param version counts changes, from 1
 * @param evacuated whether it is emptied
 * @param since when that was decided
 * @param until when it returns by itself; means nothing for one that serves
 * @param by who decided
 * @param reason why
 */
public record SiteState(String site, long version, boolean evacuated, Instant since, Instant until, String by, String reason) {}
