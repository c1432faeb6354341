package org.palmares.node.schedule.clash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is a clash and what is none, rule by rule. */
class ClashRulesTest {

    private record Situation(String name, Plan plan, Set<String> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Situation clash(String name, String expected, Plan plan) {
        return new Situation(name, plan, Set.of(expected));
    }

    private static Situation fine(String name, Plan plan) {
        return new Situation(name, plan, Set.of());
    }

    private static Plan plan() {
        return new Plan();
    }

    static Stream<Situation> locations() {
        String error = "error location-double-booked";
        return Stream.of(
                clash("two matches on a court", error, plan().unit("BDM QFNL000100", "10:00", "11:00", "LBD1").unit("BDM QFNL000200", "10:30", "11:30", "LBD1")),
                clash("two disciplines in a hall", error, plan().unit("BDM QFNL000100", "10:00", "11:00", "LH").unit("GRY FNL-000100", "10:59", "11:30", "LH")),
                clash("training during a match", error, plan().unit("BDM QFNL000100", "10:00", "11:00", "LBD1").unit("BDM TRNG000100", "10:30", "12:00", "LBD1", "T1")),
                clash("two ceremonies", error, plan().unit("BDM VICTMEDAL", "10:00", "10:20", "LBD1", "T6").unit("GRY VICTMEDAL", "10:10", "10:30", "LBD1", "T6")),
                clash("one within the other", error, plan().unit("BDM QFNL000100", "10:00", "12:00", "LBD1").unit("BDM QFNL000200", "10:30", "11:30", "LBD1")),
                clash("no end is known, but the starts are one", error, plan().unit("BDM QFNL000100", "10:00", "", "LBD1").unit("BDM QFNL000200", "10:00", "", "LBD1")),
                fine("no end is known", plan().unit("BDM QFNL000100", "10:00", "", "LBD1").unit("BDM QFNL000200", "10:05", "", "LBD1")),
                fine("one after the other", plan().unit("BDM QFNL000100", "10:00", "11:00", "LBD1").unit("BDM QFNL000200", "11:00", "12:00", "LBD1")),
                fine("overlap for seconds", plan().unit("BKG QFNL000100", "10:00", "10:07:45", "LBD1").unit("BKG QFNL000200", "10:07", "10:14", "LBD1")),
                fine("on two courts", plan().unit("BDM QFNL000100", "10:00", "11:00", "LBD1").unit("BDM QFNL000200", "10:30", "11:30", "LBD2")),
                fine("at two venues with one name of a court", plan().unit("BDM QFNL000100", "10:00", "11:00", "LA").unit("TEN QFNL000200", "10:30", "11:30", "LA", "VRGA")),
                fine("nobody knows where", plan().unit("BDM QFNL000100", "10:00", "11:00", "LTBD").unit("BDM QFNL000200", "10:30", "11:30", "LTBD")),
                fine("one is cancelled", plan().unit("BDM QFNL000100", "10:00", "11:00", "LA").unit("BDM QFNL000200", "10:30", "11:30", "LA", "XCANCELLED")),
                fine("one is postponed", plan().unit("BDM QFNL000100", "10:00", "11:00", "LA").unit("BDM QFNL000200", "10:30", "11:30", "LA", "XPOSTPONED")),
                fine("a ceremony before the match is over", plan().unit("BDM FNL-000100", "10:00", "11:00", "LA").unit("BDM VICTMEDAL", "10:50", "11:10", "LA", "T6")),
                fine("two teams train", plan().unit("HOC TRNG000100", "10:00", "11:00", "LA", "T1").unit("HOC TRNG000200", "10:00", "11:00", "LA", "T2")),
                fine("a phase and its heats", plan().unit("ATH HEAT", "10:00", "11:00", "LA").unit("ATH HEAT000100", "10:00", "10:10", "LA").unit("ATH HEAT000200", "10:20", "10:30", "LA")),
                fine("two phases that span each other's heats", plan().unit("CTR HEAT", "10:00", "11:00", "LA").unit("CTR HEAT000100", "10:00", "10:10", "LA")
                        .unit("CTR QFNL", "10:30", "11:30", "LA").unit("CTR QFNL000100", "11:10", "11:20", "LA")),
                fine("parts of one unit", plan().unit("GRY FNL-A0000100", "10:00", "11:00", "LA").unit("GRY FNL-A0000101", "10:00", "11:00", "LA").unit("GRY FNL-A0000102", "10:00", "11:00", "LA")),
                fine("heats of one run", plan().unit("BMX SFNL000100", "10:00", "11:00", "LA").unit("BMX SFNL000101", "10:05", "10:10", "LA").unit("BMX SFNL000102", "10:05", "10:10", "LA")),
                fine("one ride for two events", plan().unit("EQU FNL-000100", "10:00", "11:00", "LA", "SEQU01").unit("EQU QUAL000100", "10:00", "11:00", "LA", "SEQU01")),
                clash("the same in two sessions", error, plan().unit("EQU FNL-000100", "10:00", "11:00", "LA", "SEQU01").unit("EQU QUAL000100", "10:00", "11:00", "LA", "SEQU02")),
                fine("followed by: a start that is only for sorting", plan().unit("TEN FNL-000100", "10:00", "12:00", "LA").unit("TEN QUAL000100", "10:00", "12:00", "LA", "H")),
                clash("parts of units of which none is in the timetable", error, plan().unit("GAR FNL-000001", "10:00", "11:00", "LA").unit("GAR FNL-000002", "10:00", "11:00", "LA")));
    }

    static Stream<Situation> participants() {
        String error = "error participant-overlap";
        String rest = "warning participant-rest";
        return Stream.of(
                clash("in two heats at a time", error, plan().unit("ATH HEAT000100", "10:00", "10:10", "LA", "P7").unit("ATH QUAL000100", "10:05", "11:00", "LB", "P8+7")),
                clash("in two disciplines at a time", error, plan().unit("CTR FNL-000100", "10:00", "11:00", "P7").unit("CRD FNL-000100", "10:30", "16:00", "VPON", "P7")),
                fine("others in each", plan().unit("ATH HEAT000100", "10:00", "10:10", "LA", "P7").unit("ATH QUAL000100", "10:05", "11:00", "LB", "P8")),
                clash("twenty minutes of rest", rest, plan().unit("ATH HEAT000100", "10:00", "10:10", "P7").unit("ATH QUAL000100", "10:30", "11:00", "P7")),
                clash("an overlap of seconds is no rest", rest, plan().unit("ATH HEAT000100", "10:00", "10:10:30", "P7").unit("ATH QUAL000100", "10:10", "11:00", "P7")),
                fine("half an hour of rest", plan().unit("ATH HEAT000100", "10:00", "10:10", "P7").unit("ATH QUAL000100", "10:40", "11:00", "P7")),
                fine("a phase and its heat", plan().unit("ATH HEAT", "10:00", "11:00", "P7").unit("ATH HEAT000100", "10:00", "10:10", "P7")),
                fine("one ride for two events", plan().unit("EQU FNL-000100", "10:00", "11:00", "SEQU01", "P7").unit("EQU QUAL000100", "10:00", "11:00", "SEQU01", "P7")),
                fine("rotations of one unit", plan().unit("GRY FNL-A0000100", "10:00", "11:00").unit("GRY FNL-A0000101", "10:00", "11:00", "P7").unit("GRY FNL-A0000102", "10:00", "11:00", "P7")),
                fine("one will not be held", plan().unit("ATH HEAT000100", "10:00", "10:10", "P7").unit("ATH QUAL000100", "10:05", "11:00", "P7", "XUNSCHEDULED")),
                fine("one at a time for sorting", plan().unit("TEN HEAT000100", "10:00", "11:00", "P7").unit("TEN QUAL000100", "10:00", "11:00", "P7", "H")));
    }

    static Stream<Situation> sessions() {
        String outside = "warning outside-session";
        String overlap = "warning session-overlap";
        return Stream.of(
                clash("after its session", outside, plan().session("ATH01", "09:00", "12:00").unit("ATH HEAT000100", "12:10", "12:20", "SATH01")),
                clash("before its session", outside, plan().session("ATH01", "09:00", "12:00").unit("ATH HEAT000100", "08:30", "09:20", "SATH01")),
                clash("at another venue", outside, plan().session("ATH01", "09:00", "12:00").unit("ATH HEAT000100", "10:00", "10:20", "SATH01", "VTRO")),
                clash("its session is cancelled", outside, plan().session("ATH01", "09:00", "12:00", "XCANCELLED").unit("ATH HEAT000100", "10:00", "10:20", "SATH01")),
                clash("carried over to another session", "note outside-session", plan().session("ATH01", "09:00", "12:00").session("ATH02", "19:00", "22:00").unit("ATH HEAT000100", "20:00", "20:20", "SATH01")),
                fine("a little longer than its session", plan().session("ATH01", "09:00", "12:00").unit("ATH HEAT000100", "11:50", "12:15", "SATH01")),
                fine("its session was not sent", plan().unit("ATH HEAT000100", "11:50", "12:15", "SATH01")),
                fine("the session of another discipline", plan().session("CTR01", "09:00", "10:00").unit("ATH HEAT000100", "11:50", "12:15", "SCTR01")),
                clash("two sessions at a place", overlap, plan().session("BDM01", "09:00", "12:00").session("GRY01", "11:00", "14:00")
                        .unit("BDM HEAT000100", "09:00", "10:00", "SBDM01", "LA").unit("GRY HEAT000100", "12:30", "13:00", "SGRY01", "LA")),
                fine("two sessions on two pitches", plan().session("HOC01", "09:00", "12:00").session("HOC02", "11:00", "14:00")
                        .unit("HOC HEAT000100", "09:00", "10:00", "SHOC01", "LA").unit("HOC HEAT000200", "12:30", "13:00", "SHOC02", "LB")),
                fine("one in which nothing is held", plan().session("HOC01", "09:00", "12:00").session("HOC02", "11:00", "14:00").unit("HOC HEAT000100", "09:00", "10:00", "SHOC01", "LA")),
                fine("at two venues", plan().session("HOC01", "09:00", "12:00").session("ATH02", "11:00", "14:00", "VSTB")
                        .unit("HOC HEAT000100", "09:00", "10:00", "SHOC01", "LA").unit("ATH HEAT000200", "12:30", "13:00", "SATH02", "LA", "VSTB")));
    }

    static Stream<Situation> theRest() {
        return Stream.of(
                clash("gold in two disciplines", "note medal-clash", plan().unit("ATH FNL-000100", "10:00", "11:00", "M1").unit("CTR FNL-000100", "10:56", "11:04", "M1")),
                fine("gold in one discipline", plan().unit("ATH FNL-000100", "10:00", "11:00", "M1").unit("ATH SFNL000100", "10:56", "11:04", "M1")),
                fine("gold five minutes later", plan().unit("ATH FNL-000100", "10:00", "11:00", "M1").unit("CTR FNL-000100", "10:56", "11:05", "M1")),
                fine("gold and bronze", plan().unit("ATH FNL-000100", "10:00", "11:00", "M1").unit("CTR FNL-000100", "10:56", "11:00", "M3")),
                clash("to be held at no time", "warning no-time", plan().unit("ATH FNL-000100", "", "")),
                fine("postponed", plan().unit("ATH FNL-000100", "", "", "XPOSTPONED")),
                fine("not scheduled yet", plan().unit("ATH FNL-000100", "", "", "XUNSCHEDULED")),
                fine("all rules are off", plan().unit("SHO FNL-000100", "", "").unit("SHO QUAL000100", "10:00", "11:00", "LA").unit("SHO QUAL000200", "10:00", "11:00", "LA")),
                clash("off for one of two disciplines only", "error location-double-booked", plan().unit("SHO QUAL000100", "10:00", "11:00", "LA").unit("MPN QUAL000200", "10:00", "11:00", "LA")));
    }

    @ParameterizedTest
    @MethodSource({"locations", "participants", "sessions", "theRest"})
    void aSituationIsJudged(Situation situation) {
        Set<String> found = situation.plan().clashes().all().stream().map(clash -> clash.severity().word() + ' ' + clash.rule()).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(situation.expected(), found);
    }

    @Test
    void aClashSaysWhoIsConcernedAndHowLittleRestThereIs() {
        Clash clash = plan().unit("ATH HEAT000100", "10:00", "10:10", "P9+7").unit("ATH QUAL000100", "10:30", "11:00", "P7+8+9").clashes().all().iterator().next();
        assertEquals(List.of("7", "9"), clash.participants());
        assertEquals("20", clash.values().get("minutes"));
        assertEquals("30", clash.values().get("minimum"));
        assertEquals(List.of("ATHMEVENT-------------HEAT000100--", "ATHMEVENT-------------QUAL000100--"), clash.units().stream().map(unit -> unit.code().value()).toList());
    }

    @Test
    void theIdIsOfWhatClashesAndNotOfWhenOrWho() {
        Clash one = plan().unit("ATH HEAT000100", "10:00", "10:10", "LA").unit("ATH QUAL000100", "10:05", "11:00", "LA").clashes().all().iterator().next();
        Clash later = plan().unit("ATH QUAL000100", "15:05", "16:00", "LA").unit("ATH HEAT000100", "15:00", "15:10", "LA").clashes().all().iterator().next();
        Clash other = plan().unit("ATH HEAT000100", "10:00", "10:10", "LA").unit("ATH QUAL000200", "10:05", "11:00", "LA").clashes().all().iterator().next();
        assertEquals("223fc59acccb78ac", one.id(), "an id is the same in every release");
        assertEquals(one.id(), later.id());
        assertNotEquals(one.id(), other.id());
    }

    @Test
    void aChangeTellsWhatItBringsAndWhatItEnds() {
        Clashes before = plan().unit("BDM QFNL000100", "10:00", "11:00", "LA").unit("BDM QFNL000200", "10:30", "11:30", "LA").unit("BDM QFNL000300", "14:00", "15:00", "LA").clashes();
        Timetable moved = plan().unit("BDM QFNL000200", "14:30", "15:30", "LA").timetable();

        Clashes.Step step = before.after(moved.units().values());

        assertEquals(List.of("QFNL000200--", "QFNL000300--"), units(step.come()));
        assertEquals(List.of("QFNL000100--", "QFNL000200--"), units(step.gone()));
        assertEquals(Set.copyOf(step.come()), Set.copyOf(step.after().all()));
        assertEquals(List.of(), step.after().after(moved.units().values()).come(), "the same again is no change");
    }

    private static List<String> units(List<Clash> clashes) {
        return clashes.stream().flatMap(clash -> clash.units().stream()).map(unit -> unit.code().value().substring(22)).sorted().toList();
    }
}
