package org.palmares.tools.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.protocol.odf.DocumentType;
import org.palmares.protocol.odf.MedallistsMessage;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfMessage;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;
import org.palmares.protocol.odf.Parsed;
import org.palmares.protocol.odf.ParticipantsMessage;
import org.palmares.protocol.odf.ResultMessage;
import org.palmares.protocol.odf.ScheduleMessage;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.TeamsMessage;
import org.palmares.protocol.odf.Unit;
import org.palmares.tools.sample.Plan.Event;
import org.palmares.tools.sample.Timetable.Session;

final class SampleTest {

    private static final int DISCIPLINES = 46;
    private static final int EVENTS = 329;

    private static final Map<String, Unit> UNITS = new HashMap<>();
    private static final Set<String> COMPETITORS = new HashSet<>();
    private static final Set<String> PERSONS = new HashSet<>();
    private static final Map<String, MedallistsMessage> MEDALLISTS = new HashMap<>();
    private static final List<String> FAULTS = new ArrayList<>();
    private static final Map<String, String> LAST_STATUS = new HashMap<>();
    private static Games games;
    private static List<SampleMessage> messages;

    @BeforeAll
    static void readsTheWholeGames() throws OdfSyntaxException, OdfInvalidException {
        games = new Games(Sample.USUAL_SEED, SampleTime.USUAL);
        messages = Story.of(games);
        for (SampleMessage message : messages) {
            OdfMessage read = OdfReader.read(message.xml());
            assertTrue(read.header().competitionCode().equals("SAMPLE2030") && !read.header().test());
            read(message, read);
        }
    }

    private static void read(SampleMessage sent, OdfMessage message) {
        switch (message.type().content()) {
            case SCHEDULE -> sound(sent, ScheduleMessage.read(message)).units().forEach(unit -> UNITS.put(unit.code().value(), unit));
            case PARTICIPANTS -> sound(sent, ParticipantsMessage.read(message)).participants().forEach(person -> PERSONS.add(person.code()));
            case TEAMS -> sound(sent, TeamsMessage.read(message)).teams().forEach(team -> {
                assertTrue(PERSONS.containsAll(team.members()), team.code());
                COMPETITORS.add(team.code());
            });
            case RESULT -> {
                assertFalse(sound(sent, ResultMessage.read(message)).rows().isEmpty(), sent.fileName());
                LAST_STATUS.put(sent.code(), sent.status());
            }
            case MEDALLISTS -> MEDALLISTS.put(sent.code().substring(0, 22), sound(sent, MedallistsMessage.read(message)));
            default -> FAULTS.add(sent.fileName());
        }
    }

    private static <T> T sound(SampleMessage sent, Parsed<T> parsed) {
        parsed.faults().forEach(fault -> FAULTS.add(sent.fileName() + ' ' + fault));
        parsed.warnings().forEach(warning -> FAULTS.add(sent.fileName() + ' ' + warning));
        return parsed.value();
    }

    @Test
    void theSameSeedGivesTheSameBytes(@TempDir Path folder) throws IOException {
        Sample one = new Sample(folder.resolve("one"), SampleTime.USUAL);
        Sample other = new Sample(folder.resolve("other"), SampleTime.USUAL);
        assertFalse(one.exists());
        one.write(7);
        other.write(7);

        assertTrue(one.exists());
        assertEquals(-1, Files.mismatch(one.untilNow(), other.untilNow()));
        assertEquals(-1, Files.mismatch(one.afterwards(), other.afterwards()));
        assertNotEquals(games.entries().persons("ARC"), new Games(7, SampleTime.USUAL).entries().persons("ARC"));
    }

    @Test
    void hasTheSizeOfRealGames() {
        Set<String> disciplines = messages.stream()
                .filter(message -> message.type().equals("DT_SCHEDULE"))
                .map(SampleMessage::code)
                .collect(Collectors.toSet());
        Set<String> competitions = new TreeSet<>(UNITS.values().stream().map(unit -> unit.code().competition()).toList());
        competitions.remove("CER-------------------");

        assertEquals(DISCIPLINES, disciplines.size());
        assertEquals(EVENTS, competitions.size());
        assertTrue(PERSONS.size() >= 10_500 && PERSONS.size() <= 11_500, PERSONS.size() + " participants");
        long untilNow = messages.stream().filter(message -> !message.time().isAfter(SampleTime.USUAL.now())).count();
        assertTrue(untilNow >= 3_000 && untilNow <= 6_000, untilNow + " messages up to now");
    }

    @Test
    void everyMessageIsSoundToItsLastAttribute() {
        assertEquals(List.of(), FAULTS);
        Set<String> keys = new HashSet<>();
        messages.forEach(message -> assertTrue(keys.add(message.type() + message.code() + message.version()), message::fileName));
    }

    @Test
    void everyUnitBelongsToAKnownCompetitionAndEveryCompetitionDecidesAMedal() {
        Set<String> known = games.catalogue().events().stream().map(Event::competition).collect(Collectors.toCollection(HashSet::new));
        Set<String> golds = new HashSet<>();
        for (Unit unit : UNITS.values()) {
            assertTrue(known.contains(unit.code().competition()) || unit.code().discipline().equals("CER"), unit.code()::value);
            if (unit.medal() == 1) {
                assertTrue(golds.add(unit.code().competition()), "two golds: " + unit.code());
            }
        }
        assertEquals(known, golds);
    }

    @Test
    void everyEventEndsWithMedallistsWhoAreEntered() {
        COMPETITORS.addAll(PERSONS);
        for (Event event : games.catalogue().events()) {
            MedallistsMessage medallists = MEDALLISTS.get(event.competition());
            boolean combat = Set.of("BOX", "JUD", "TKW", "WRE").contains(event.discipline());
            assertEquals(combat ? 4 : 3, medallists.medals().size(), event.name());
            medallists.medals().forEach(medal -> {
                assertTrue(UNITS.containsKey(medal.unit()), medal.unit());
                assertTrue(medal.competitors().stream().allMatch(who -> COMPETITORS.contains(who.code())), medal.unit());
            });
        }
    }

    @Test
    void everythingIsOverInTheEndAndNothingGoesOnAfterMidnight() {
        UNITS.values().forEach(unit -> assertEquals(ScheduleStatus.FINISHED, unit.status(), unit.code()::value));
        LAST_STATUS.forEach((unit, status) -> assertEquals("OFFICIAL", status, unit));
        for (String discipline : games.catalogue().disciplines().keySet()) {
            for (Session session : games.timetable().sessions(discipline)) {
                assertEquals(session.start().toLocalDate(), session.end().plusMinutes(30).toLocalDate(), session.code());
            }
        }
    }

    @Test
    void atItsNowSomeFinalsAreOverWithMedalsAndSomeUnitsRunWithLiveResults() throws OdfSyntaxException, OdfInvalidException {
        Map<String, ScheduleStatus> statuses = new HashMap<>();
        Map<String, String> results = new HashMap<>();
        Set<String> medals = new HashSet<>();
        for (SampleMessage message : messages.stream().filter(each -> !each.time().isAfter(SampleTime.USUAL.now())).toList()) {
            if (DocumentType.of(message.type()).content() == DocumentType.Content.SCHEDULE) {
                ScheduleMessage.read(OdfReader.read(message.xml())).value().units().forEach(unit -> statuses.put(unit.code().value(), unit.status()));
            } else if (message.type().equals("DT_RESULT")) {
                results.put(message.code(), message.status());
            } else if (message.type().equals("DT_MEDALLISTS")) {
                medals.add(message.code().substring(0, 22));
            }
        }
        List<String> running = statuses.keySet().stream().filter(unit -> statuses.get(unit) == ScheduleStatus.RUNNING).toList();
        assertTrue(running.size() >= 5, running::toString);
        running.forEach(unit -> assertTrue(Set.of("LIVE", "INTERMEDIATE").contains(results.get(unit)), unit));
        LocalDateTime settled = SampleTime.USUAL.now().minusMinutes(30);
        UNITS.values().stream().filter(unit -> unit.medal() == 1 && end(unit).isBefore(settled)).forEach(unit -> {
            assertTrue(medals.contains(unit.code().competition()), unit.code()::value);
            assertEquals("OFFICIAL", results.get(unit.code().value()));
            assertEquals(ScheduleStatus.FINISHED, statuses.get(unit.code().value()));
        });
        assertTrue(medals.size() > 100 && medals.size() < EVENTS, medals.size() + " events over");
    }

    private static LocalDateTime end(Unit unit) {
        return unit.end().orElseThrow().toLocalDateTime();
    }
}
