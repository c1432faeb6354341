package org.palmares.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.palmares.competition.Authorship;
import org.palmares.competition.CompetitionCommand.EditUnit;
import org.palmares.competition.CompetitionCommand.RecordDocument;
import org.palmares.competition.CompetitionCommand.RecordEntries;
import org.palmares.competition.CompetitionCommand.VoidDocument;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.Content;
import org.palmares.competition.DocumentKey;
import org.palmares.competition.Entries.Kind;
import org.palmares.competition.Entries;
import org.palmares.competition.OdfDocument;
import org.palmares.competition.Provenance;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Request;
import org.palmares.competition.SourceStamp;
import org.palmares.competition.Stamp;
import org.palmares.competition.UnitEdit;
import org.palmares.competition.UnitField;
import org.palmares.protocol.odf.Participant;
import org.palmares.protocol.odf.ResultStatus;
import org.palmares.protocol.odf.Rsc;
import org.palmares.protocol.odf.ScheduleStatus;
import org.palmares.protocol.odf.Session;
import org.palmares.protocol.odf.Team;
import org.palmares.protocol.odf.Unit;

/** Random commands of every kind from one seed: few documents and units, so that they meet each other often. */
public final class Seeded {

    private static final Instant SENT = Instant.parse("2030-08-04T12:00:00Z");

    private final Random random;
    private int requests;

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

    /** Any command. */
    public CompetitionCommand command() {
        return switch (below(11)) {
            case 8, 9, 10 -> edit();
            case 0, 1 -> slice();
            case 2, 3, 4 -> list();
            case 5 -> oneIn(3) ? voidDocument() : document();
            default -> document();
        };
    }

    private CompetitionCommand document() {
        DocumentKey key = new DocumentKey("DT_RESULT", unitCode(below(3)), "", "", oneIn(4) ? "CHI" : "");
        SourceStamp stamp = stamp(below(5));
        // What a document says is a function of its hash, as it is outside.
        int content = stamp.hash().charAt(stamp.hash().length() - 1) - '0';
        boolean withdrawn = content == 4;
        Content bytes = Content.of(stamp.hash().getBytes(StandardCharsets.UTF_8));
        return new RecordDocument(new OdfDocument(key, stamp, ResultStatus.values()[content], withdrawn, bytes), Entries.none(), request());
    }

    /** A list, its update or a withdrawal, of one of two sources. */
    private CompetitionCommand list() {
        boolean people = oneIn(2);
        boolean update = !oneIn(3);
        boolean withdrawn = oneIn(8);
        // Few contents, so that messages are repeated; what they say follows from the hash.
        int content = below(40);
        SourceStamp stamp = stamp(content);
        Random of = new Random(content);
        String type = (people ? "DT_PARTIC" : "DT_SCHEDULE") + (update ? "_UPDATE" : "");
        DocumentKey key = new DocumentKey(type, "ATH-------------------------------", "", "", "", stamp.source());
        OdfDocument document = new OdfDocument(key, stamp, ResultStatus.NONE, withdrawn, Content.empty());
        Entries said = people ? people(of, !update) : schedule(of, !update);
        return new RecordDocument(document, withdrawn ? new Entries(said.replaced(), List.of(), List.of(), List.of(), List.of(), Set.of()) : said, request());
    }

    /** A person changes, holds, releases or settles; what is asked for follows from the key, as it does outside. */
    private CompetitionCommand edit() {
        int number = below(60);
        Random of = new Random(number);
        SortedMap<UnitField, String> set = new TreeMap<>();
        UnitField[] fields = {UnitField.START, UnitField.VENUE, UnitField.STATUS};
        for (UnitField field : fields) {
            if (of.nextInt(3) == 0) {
                set.put(field, switch (field) {
                    case START -> of.nextInt(4) == 0 ? "" : "2030-08-04T1" + of.nextInt(9) + ":30+02:00";
                    case VENUE -> "V" + of.nextInt(3);
                    default -> ScheduleStatus.values()[of.nextInt(11)].name();
                });
            }
        }
        UnitEdit.Holding holding = switch (of.nextInt(8)) {
            case 0 -> UnitEdit.Holding.HOLDS;
            case 1 -> UnitEdit.Holding.RELEASES;
            default -> UnitEdit.Holding.LEAVES;
        };
        Authorship by = new Authorship("person" + of.nextInt(3), "key", "", Authorship.Cause.PERSON, "k" + number, of.nextBoolean() ? "" : "h" + number, "r" + number);
        return new EditUnit(unitCode(of.nextInt(4)), set, holding, Optional.empty(), of.nextInt(6) == 0, by);
    }

    /** Operations take something back, mostly what is there. */
    private CompetitionCommand voidDocument() {
        DocumentKey key = oneIn(2)
                ? new DocumentKey("DT_RESULT", unitCode(below(3)), "", "", "")
                : new DocumentKey("DT_SCHEDULE" + (oneIn(2) ? "_UPDATE" : ""), "ATH-------------------------------", "", "", "", "S" + below(2));
        return new VoidDocument(key, below(2), below(8), request(), "a mistake");
    }

    /** Another for each command; no part of the story, which has to be the same whoever asks. */
    private Request request() {
        return new Request("somebody", "r" + ++requests);
    }

    /** This competition's part of a message that another holds. */
    private CompetitionCommand slice() {
        SourceStamp stamp = stamp(below(40));
        boolean update = !oneIn(3);
        DocumentKey key = new DocumentKey("DT_SCHEDULE" + (update ? "_UPDATE" : ""), "SWM-------------------------------", "", "", "", stamp.source());
        Stamp accepted = new Stamp(SENT.toEpochMilli() + below(100), 0, new ReplicaId("paris"));
        return new RecordEntries(new Provenance(key, stamp, false, accepted), schedule(new Random(stamp.hash().hashCode()), !update), request());
    }

    private Entries schedule(Random of, boolean full) {
        List<Unit> units = IntStream.range(0, 4).filter(i -> of.nextBoolean()).mapToObj(i -> unit(of, i)).toList();
        List<Session> sessions = of.nextInt(3) == 0
                ? List.of(new Session("ATH0" + of.nextInt(3), Optional.empty(), Optional.empty(), "V" + of.nextInt(9), "", "", "", "", Map.of()))
                : List.of();
        Set<Kind> replaced = full ? EnumSet.of(Kind.UNITS, Kind.SESSIONS) : Set.of();
        return new Entries(replaced, units, sessions, List.of(), List.of(), of.nextInt(3) == 0 ? Set.of("M" + of.nextInt(4)) : Set.of());
    }

    private static Entries people(Random of, boolean full) {
        List<Participant> persons = IntStream.range(0, 4)
                .filter(i -> of.nextBoolean())
                .mapToObj(i -> new Participant("P" + i, of.nextInt(5) > 0, "NAME" + of.nextInt(9), "", "", "F", "FRA", "", "AA01", List.of()))
                .toList();
        List<Team> teams = of.nextBoolean()
                ? List.of(new Team("T" + of.nextInt(2), true, "FRA", "1", "Team " + of.nextInt(9), "W", List.of(), List.of()))
                : List.of();
        return new Entries(full ? EnumSet.of(Kind.PARTICIPANTS, Kind.TEAMS) : Set.of(), List.of(), List.of(), persons, teams, Set.of());
    }

    private static Unit unit(Random of, int number) {
        OffsetDateTime start = OffsetDateTime.of(2030, 8, 4, 10 + of.nextInt(8), 0, 0, 0, ZoneOffset.ofHours(2));
        return new Unit(
                new Rsc(unitCode(number)),
                new Unit.Plan(of.nextInt(4) == 0 ? Optional.empty() : Optional.of(start), Optional.empty(), false, false, Map.of(), "", "STA", "", "", "", "ATH01"),
                Unit.Progress.of(ScheduleStatus.values()[of.nextInt(11)]),
                new Unit.Facts("3", "", 0, "", Map.of("ENG", "Race " + of.nextInt(9)), List.of()));
    }

    private static String unitCode(int number) {
        return "ATHM100M--------------FNL-000" + number + "00--";
    }

    /**
     * Few versions, times and contents: equal versions with other content come up, and repeats with other times. One clock in ten is wrong by years,
     * others step back and forth.
     */
    private SourceStamp stamp(int content) {
        Instant sent = SENT.plus(Duration.ofMinutes(below(12)));
        sent = oneIn(10) ? sent.plus(Duration.ofDays(365L * (below(8) - 4))) : oneIn(5) ? sent.minus(Duration.ofHours(1)) : sent;
        return new SourceStamp("S" + below(2), sent, content < 5 ? below(8) : content % 8, "hash" + content);
    }
}
