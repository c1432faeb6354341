package org.palmares.node.board;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How time is told at the Games, and which is meant.
 *
 * @param zone zone of a Games of which no times are known yet; all others are told by their own times
 * @param dayStartsAt when the night ends: what goes on at a venue until then may belong to the day before
 * @param defaultGames the Games meant where a request names none and operations have chosen none
 */
public record GamesSettings(ZoneId zone, LocalTime dayStartsAt, Optional<String> defaultGames) {}
