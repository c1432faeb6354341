package org.palmares.node.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.palmares.node.api.Messages;
import org.palmares.node.ingest.Recorder;
import org.palmares.node.schedule.clash.PlannedUnit;
import org.palmares.node.schedule.clash.Timetable;

/** The timetable that is checked: made anew only of what has changed, with all who are in each unit. */
class TimetableOfTest {

    private static final String DOUBLES = "ATHMDOUBLES-----------FNL-000100--";

    private final Recorder recorder = new Recorder();
    private final TimetableOf of = new TimetableOf();

    private Timetable timetable() {
        return of.timetable(recorder.board().of("SG2030"));
    }

    private List<String> participants(String code) {
        return timetable().units().get(code).participants();
    }

    private static String unit(String code, String inside) {
        return "<Unit Code=\"" + code + "\" PhaseType=\"3\" ScheduleStatus=\"SCHEDULED\" StartDate=\"2030-08-04T21:55:00+02:00\" Venue=\"STA\">" + inside + "</Unit>";
    }

    private static String start(String competitor) {
        return "<StartList><Start SortOrder=\"1\">" + competitor + "</Start><Start SortOrder=\"2\"><Competitor Code=\"TBD\" Type=\"A\"/></Start></StartList>";
    }

    private static byte[] result(String code, int version, String competitor) {
        return Messages.message("SG2030", "DT_RESULT", code, version, "ResultStatus=\"START_LIST\"", "<Result SortOrder=\"1\">" + competitor + "</Result>");
    }

    private static final String TEAM = "<Competitor Code=\"PAIR\" Type=\"T\" Organisation=\"USA\"/>";

    private static byte[] teams(int version, int... members) {
        StringBuilder athletes = new StringBuilder();
        for (int member : members) {
            athletes.append("<Athlete Code=\"").append(member).append("\" Order=\"1\"/>");
        }
        return Messages.message("SG2030", "DT_PARTIC_TEAMS", "ATH" + "-".repeat(31), version, "",
                "<Team Code=\"PAIR\" Organisation=\"USA\" Name=\"USA\" Gender=\"M\"><Composition>" + athletes + "</Composition></Team>");
    }

    @Test
    void unitsOfCompetitionsThatDidNotChangeAreTheSameObjects() throws Exception {
        recorder.take(Messages.schedule(1, unit(Messages.FINAL, ""), unit(DOUBLES, "")));
        Timetable before = timetable();

        recorder.take(Messages.result(Messages.FINAL, 1, Messages.row(1, "USA", "ASHE", "Ida", "9.79")));
        Timetable after = timetable();

        assertSame(before.units().get(DOUBLES), after.units().get(DOUBLES));
        assertEquals(List.of(), before.units().get(Messages.FINAL).participants());
        assertEquals(List.of("1"), after.units().get(Messages.FINAL).participants());
    }

    @Test
    void theStartListOfTheTimetableComesBeforeThatOfTheResult() throws Exception {
        recorder.take(Messages.schedule(1, unit(Messages.FINAL, start("<Competitor Code=\"7\" Type=\"A\"/>"))));
        recorder.take(result(Messages.FINAL, 1, "<Competitor Code=\"8\" Type=\"A\"/>"));
        assertEquals(List.of("7"), participants(Messages.FINAL));
    }

    @Test
    void aTeamIsThoseWhoAreInTheUnitElseThoseItIsEnteredWith() throws Exception {
        recorder.take(Messages.schedule(1, unit(DOUBLES, start(TEAM))));
        assertEquals(List.of("PAIR"), participants(DOUBLES), "nothing is known of it");

        recorder.take(teams(1, 1, 2, 3));
        assertEquals(List.of("1", "2", "3"), participants(DOUBLES));

        recorder.take(result(DOUBLES, 1, TEAM.replace("/>", "><Composition><Athlete Code=\"3\" Order=\"1\"/><Athlete Code=\"1\" Order=\"2\"/></Composition></Competitor>")));
        assertEquals(List.of("1", "3"), participants(DOUBLES));
    }

    @Test
    void aChangeOfTheTeamChangesItsUnits() throws Exception {
        recorder.take(Messages.schedule(1, unit(DOUBLES, start(TEAM))));
        recorder.take(teams(1, 1, 2));
        PlannedUnit before = timetable().units().get(DOUBLES);
        recorder.take(teams(2, 1, 4));
        assertEquals(List.of("1", "2"), before.participants());
        assertEquals(List.of("1", "4"), participants(DOUBLES));
    }
}
