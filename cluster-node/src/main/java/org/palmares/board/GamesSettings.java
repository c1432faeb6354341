package org.palmares.board;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How time is told at the Games.
 *
 * @param zone zone of the Games; header times of messages are local to it, as ODF sends no zone
 * @param dayStartsAt when a competition day begins: what runs after midnight belongs to the day before
 * @param defaultGames the Games meant where a request names none
 */
public record GamesSettings(ZoneId zone, LocalTime dayStartsAt, Optional<String> defaultGames) {

    /** The competition day of a moment. */
    public LocalDate dayOf(OffsetDateTime time) {
        return time.atZoneSameInstant(zone).toLocalDateTime().minus(Duration.between(LocalTime.MIDNIGHT, dayStartsAt)).toLocalDate();
    }
}
