package org.palmares.simulation;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionCommand.RecordEntries;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries;
import org.palmares.competition.Entries.Kind;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.SourceStamp;
import org.palmares.odf.Participant;
import org.palmares.odf.ResultStatus;
import org.palmares.odf.Rsc;
import org.palmares.odf.ScheduleStatus;
import org.palmares.odf.Session;
import org.palmares.odf.Team;
import org.palmares.odf.Unit;

/** Random commands of every kind from one seed: few documents and units, so that they meet each other often. */
public final class Seeded {

    private static final LocalDateTime SENT = LocalDateTime.of(2030, 8, 4, 12, 0);

    private final Random random;

    /** The same seed gives the same commands. */
    public Seeded(long seed) {
        random = new Random(seed);
    }

    /** A number from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in {@code times}. */
    public boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    /** Any command but joining. */
    public CompetitionCommand command() {
        return switch (below(4)) {
            case 0 -> new RecordEntries(schedule());
            case 1 -> update();
            default -> document();
        };
    }

    private CompetitionCommand document() {
        DocumentKey key = new DocumentKey("DT_RESULT", unitCode(below(3)), "", "", "");
        SourceStamp stamp = stamp();
        // What a document says is a function of its hash, as it is outside.
        int content = stamp.hash().charAt(stamp.hash().length() - 1) - '0';
        boolean withdrawn = content == 4;
        Content bytes = Content.of(stamp.hash().getBytes(StandardCharsets.UTF_8));
        return new RecordDocument(
                new OdfDocument(key, stamp, ResultStatus.values()[content], withdrawn, bytes), Entries.none(stamp));
    }

    private CompetitionCommand update() {
        Entries entries = oneIn(2) ? people() : schedule();
        String type = entries.replaced().isEmpty() ? "DT_X_UPDATE" : "DT_X";
        OdfDocument document = new OdfDocument(
                new DocumentKey(type, "ATH-------------------------------", "", "", ""), entries.source(), ResultStatus.NONE, false, Content.empty());
        return new RecordDocument(document, entries);
    }

    private SourceStamp entriesStamp() {
        SourceStamp stamp = stamp();
        return new SourceStamp(stamp.sent(), stamp.version(), "entries" + random.nextLong());
    }

    private Entries schedule() {
        Set<Kind> replaced = oneIn(4) ? EnumSet.of(Kind.UNITS, Kind.SESSIONS) : Set.of();
        List<Unit> units = IntStream.range(0, 4).filter(i -> oneIn(2)).mapToObj(this::unit).toList();
        List<Session> sessions = oneIn(3)
                ? List.of(new Session("ATH0" + below(3), Optional.empty(), Optional.empty(), "V" + below(9), "", "", "", "", Map.of()))
                : List.of();
        return new Entries(entriesStamp(), replaced, units, sessions, List.of(), List.of(), oneIn(3) ? Set.of("M" + below(4)) : Set.of());
    }

    private Entries people() {
        Set<Kind> replaced = oneIn(4) ? EnumSet.of(Kind.PARTICIPANTS, Kind.TEAMS) : Set.of();
        List<Participant> persons = IntStream.range(0, 4)
                .filter(i -> oneIn(2))
                .mapToObj(i -> new Participant("P" + i, !oneIn(5), "NAME" + below(9), "", "", "F", "FRA", "", "AA01", List.of()))
                .toList();
        List<Team> teams = oneIn(2) ? List.of(new Team("T" + below(2), true, "FRA", "1", "Team " + below(9), "W", List.of(), List.of())) : List.of();
        return new Entries(entriesStamp(), replaced, List.of(), List.of(), persons, teams, Set.of());
    }

    private Unit unit(int number) {
        OffsetDateTime start = OffsetDateTime.of(2030, 8, 4, 10 + below(8), 0, 0, 0, ZoneOffset.ofHours(2));
        return new Unit(
                new Rsc(unitCode(number)), "3", "", ScheduleStatus.values()[below(ScheduleStatus.values().length)], Optional.of(start),
                Optional.empty(), false, false, Optional.empty(), Optional.empty(), "", 0, "STA", "", "", "", "", "ATH01",
                Map.of("ENG", "Race " + below(9)), Map.of(), List.of());
    }

    private static String unitCode(int number) {
        return "ATHM100M--------------FNL-000" + number + "00--";
    }

    /** Few versions, times and contents: equal versions with other content come up. */
    private SourceStamp stamp() {
        return new SourceStamp(SENT.plusMinutes(below(12)), below(8), "hash" + below(5));
    }
}
