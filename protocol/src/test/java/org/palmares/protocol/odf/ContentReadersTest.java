package org.palmares.protocol.odf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContentReadersTest {

    private static final String SCHEDULE = OdfReaderTest.HEADER
            .replace("DT_RESULT", "DT_SCHEDULE_UPDATE")
            .replace("ATHM100M--------------FNL-000100--", "ATH-------------------------------");

    @Test
    void aTimeWithoutZoneIsAFaultThatNamesUnitAndAttribute() throws Exception {
        Parsed<ScheduleMessage> parsed = schedule("<Unit Code=\"ATHM100M--------------FNL-000100--\" ScheduleStatus=\"SCHEDULED\""
                + " StartDate=\"2030-08-04T21:50:00\" EndDate=\"2030-08-04T21:55:00+02:00\"/>");

        Fault fault = parsed.faults().get(0);
        assertEquals("/OdfBody/Competition/Unit[1]/@StartDate", fault.place());
        assertEquals("ATHM100M--------------FNL-000100--", fault.code());
        assertEquals(1, parsed.faults().size());
    }

    @Test
    void readsAUnitWhole() throws Exception {
        Parsed<ScheduleMessage> parsed = schedule("<Unit Code=\"ATHM100M--------------FNL-000100--\" PhaseType=\"3\" ScheduleStatus=\"RUNNING\""
                + " StartDate=\"2030-08-04T21:50:00+02:00\" HideStartDate=\"Y\" ActualStartDate=\"2030-08-04T21:51:00+02:00\" Medal=\"1\""
                + " Venue=\"STA\" Location=\"A01\" SessionCode=\"ATH07\"><ItemName Language=\"ENG\" Value=\"Final\"/><ItemName Language=\"FRA\""
                + " Value=\"Finale\"/><VenueDescription VenueName=\"Stade\" LocationName=\"Piste\"/><StartList><Start SortOrder=\"1\"><Competitor"
                + " Code=\"TBD\" Type=\"A\"/></Start></StartList></Unit>");

        Unit unit = parsed.value().units().get(0);
        assertTrue(parsed.faults().isEmpty() && parsed.warnings().isEmpty());
        assertEquals("Finale", unit.names().get("FRA"));
        assertEquals(1, unit.medal());
        assertTrue(unit.hideStart() && unit.actualStart().isPresent() && unit.end().isEmpty());
        assertEquals("TBD", unit.startList().get(0).code());
        assertEquals("Piste", unit.locationName());
    }

    @Test
    void namesUnitsThatCannotBe() throws Exception {
        assertEquals(1, schedule("<Unit ScheduleStatus=\"RUNNING\"/>").faults().size());
        assertEquals(1, schedule("<Unit Code=\"ATHM100M\" ScheduleStatus=\"RUNNING\"/>").faults().size());
        assertEquals(1, schedule("<Unit Code=\"ATHM100M--------------FNL-000100--\"/>").faults().size());
        assertEquals(1, schedule("<Unit Code=\"ATHM100M--------------FNL-000100--\" ScheduleStatus=\"ON THE WAY\"/>").faults().size());
        assertEquals(1, schedule("<Unit Code=\"SWMM100M--------------FNL-000100--\" ScheduleStatus=\"UNSCHEDULED\"/>").faults().size());
    }

    @Test
    void aRepeatedSortOrderIsAWarningAndTheOrderStaysDefinite() throws Exception {
        String rows = "<Result SortOrder=\"1\"><Competitor Code=\"9\"/></Result><Result><Competitor Code=\"5\"/></Result>"
                + "<Result SortOrder=\"1\"><Competitor Code=\"3\"/></Result>";
        Parsed<ResultMessage> parsed = ResultMessage.read(OdfReader.read(OdfReaderTest.message(OdfReaderTest.HEADER, "<Competition>" + rows + "</Competition>")));

        assertEquals(List.of("9", "3", "5"), parsed.value().rows().stream().map(row -> row.competitor().code()).toList());
        assertTrue(parsed.warnings().get(0).message().contains("SortOrder 1"));
    }

    @Test
    void aListOfPersonsOfThePastIsCarriedAndNotRead() throws Exception {
        for (String type : List.of("DT_PARTIC", "DT_PARTIC_UPDATE", "DT_PARTIC_TEAMS")) {
            String header = SCHEDULE.replace("DT_SCHEDULE_UPDATE", type);
            assertEquals(DocumentType.Content.CARRIED, OdfReader.read(OdfReaderTest.message(header + " DocumentSubtype=\"HISTORICAL\"", "")).type().content());
            OdfMessage sync = OdfReader.read(OdfReaderTest.message(header + " DocumentSubtype=\"SYNC\"", ""));
            assertEquals(OdfReader.read(OdfReaderTest.message(header, "")).type(), sync.type());
        }
    }

    @Test
    void aFullMessageWithNothingInItIsTakenWithAWarning() throws Exception {
        for (String type : List.of("DT_SCHEDULE", "DT_PARTIC", "DT_PARTIC_TEAMS", "DT_RESULT", "DT_MEDALLISTS")) {
            OdfMessage empty = OdfReader.read(OdfReaderTest.message(SCHEDULE.replace("DT_SCHEDULE_UPDATE", type), "<Competition/>"));
            assertTrue(content(empty).warnings().get(0).message().contains("at all"), type);
            OdfMessage withdrawal = OdfReader.read(OdfReaderTest.message(SCHEDULE.replace("DT_SCHEDULE_UPDATE", type), ""));
            assertTrue(content(withdrawal).warnings().isEmpty(), type);
        }
        assertTrue(schedule("").warnings().isEmpty(), "an update may be empty");
    }

    @Test
    void warningsOfTheHeaderStandBeforeThoseOfTheContent() throws Exception {
        OdfMessage message = OdfReader.read(OdfReaderTest.message(OdfReaderTest.HEADER.replace("OFFICIAL", "NEXT"), "<Competition/>"));
        assertEquals(List.of("/OdfBody/@ResultStatus", "/OdfBody/Competition"), content(message).warnings().stream().map(Fault::place).toList());
    }

    @Test
    void aMedalWithoutNocAndOneOfAnUnknownMetalAreWarnings() throws Exception {
        String header = OdfReaderTest.HEADER.replace("DT_RESULT", "DT_MEDALLISTS").replace("FNL-000100--", "------------");
        Parsed<?> parsed = content(OdfReader.read(OdfReaderTest.message(
                header, "<Competition><Medal Code=\"ME_GOLD\"><Competitor Code=\"1\"/></Medal><Medal Code=\"ME_TIN\"/></Competition>")));
        assertTrue(parsed.faults().isEmpty());
        assertEquals(2, parsed.warnings().size(), parsed.warnings().toString());
    }

    @Test
    void aMistypedMedalOfAUnitIsLeftOutWithAWarning() throws Exception {
        Parsed<ScheduleMessage> parsed = schedule("<Unit Code=\"ATHM100M--------------FNL-000100--\" ScheduleStatus=\"UNSCHEDULED\" Medal=\"Y\"/>");
        assertEquals(0, parsed.value().units().get(0).medal());
        assertTrue(parsed.faults().isEmpty() && parsed.warnings().get(0).place().endsWith("@Medal"));
    }

    @Test
    void theListOfFaultsIsBounded() throws Exception {
        assertEquals(OdfLimits.FAULTS + 1, schedule("<Unit/>".repeat(OdfLimits.FAULTS + 50)).faults().size());
    }

    @Test
    void everyRealMessageIsUnderstoodWithoutFault() {
        AtomicInteger messages = new AtomicInteger();
        SharedData.forEach(SharedData.folder().resolve("odf"), (name, xml) -> {
            try {
                assertEquals(List.of(), content(OdfReader.read(xml)).faults(), name);
                messages.incrementAndGet();
            } catch (OdfSyntaxException | OdfInvalidException unexpected) {
                throw new AssertionError(name, unexpected);
            }
        });
        assertTrue(messages.get() > 10_000, messages + " messages");
    }

    @Test
    void brokenSamplesAreRefusedAndOddOnesTaken() throws Exception {
        SharedData.folder(); // Skipped where there is none; within assertThrows that would be a failure.
        assertThrows(OdfSyntaxException.class, () -> bad("01-not-well-formed"));
        assertThrows(OdfSyntaxException.class, () -> bad("02-truncated"));
        assertThrows(OdfSyntaxException.class, () -> bad("04-xxe-file-entity"));
        assertThrows(OdfInvalidException.class, () -> bad("03-wrong-root"));
        assertThrows(OdfInvalidException.class, () -> bad("05-no-DocumentCode"));
        assertThrows(OdfInvalidException.class, () -> bad("06-rsc-33-characters"));
        assertThrows(OdfInvalidException.class, () -> bad("08-version-not-a-number"));
        assertEquals(1, content(bad("11-time-without-zone")).faults().stream().filter(fault -> fault.place().endsWith("@StartDate")).count());
        assertTrue(bad("12-withdrawal-no-Competition").isWithdrawal());
        assertTrue(content(bad("13-unknown-attributes-and-elements")).faults().isEmpty());
        assertTrue(content(bad("10-sortorder-twice")).warnings().get(0).message().contains("SortOrder"));
        assertEquals(false, bad("07-unknown-DocumentType").type().understood());
    }

    private static OdfMessage bad(String name) throws IOException, OdfSyntaxException, OdfInvalidException {
        return OdfReader.read(Files.readAllBytes(SharedData.folder().resolve("bad").resolve(name + ".xml")));
    }

    private static Parsed<ScheduleMessage> schedule(String units) throws Exception {
        return ScheduleMessage.read(OdfReader.read(OdfReaderTest.message(SCHEDULE, "<Competition>" + units + "</Competition>")));
    }

    private static Parsed<?> content(OdfMessage message) {
        return switch (message.type().content()) {
            case SCHEDULE -> ScheduleMessage.read(message);
            case PARTICIPANTS -> ParticipantsMessage.read(message);
            case TEAMS -> TeamsMessage.read(message);
            case RESULT -> ResultMessage.read(message);
            case MEDALLISTS -> MedallistsMessage.read(message);
            default -> new Parsed<>("", List.of(), List.of());
        };
    }
}
