package org.palmares.node.server;

import java.time.Duration;

/**
 * Bounds of connections.
 *
 * @param first until the head of the first request is here
 * @param next from an answer until the head of the next request is here
 * @param answer from the end of a request until its answer begins
 * @param stuck how long one may take nothing of what is written to it
 * @param perAddress connections of one address that is not this machine's; 0 for any number
 * @param max connections at once; more wait to be taken
 */
public record Bounds(Duration first, Duration next, Duration answer, Duration stuck, int perAddress, int max) {}
