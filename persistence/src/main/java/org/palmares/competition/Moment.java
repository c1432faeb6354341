package org.palmares.competition;

import java.time.Instant;

/**
 * When and where a command is decided; given to the domain, which never asks for the time.
 *
 * @param instant wall clock of the deciding node
 * @param replica the deciding replica
 */
public record Moment(Instant instant, ReplicaId replica) {}
