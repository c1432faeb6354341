package org.palmares.node.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.ReplicaId;
import org.palmares.competition.Stamp;
import org.palmares.node.board.Board;
import org.palmares.node.board.Fence;
import org.palmares.node.live.LiveFilter;
import org.palmares.node.live.Told.Event;
import org.palmares.node.live.Told;

/** Whoever follows a part of a Games hears when something leaves that part, as much as when it comes. */
class LeftReadersTest {

    private final TestNode node = new TestNode("paris");

    private static Told noc(String noc) {
        return new Told(new LiveFilter("SG2030", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(noc)));
    }

    private static Told venue(String venue) {
        return new Told(new LiveFilter("SG2030", Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(venue), Optional.empty()));
    }

    private static List<Event> of(Told reader, String name) {
        return reader.values().stream().filter(event -> event.name().equals(name)).toList();
    }

    private String cursor() {
        return node.feed.status().cursor();
    }

    @Test
    void theFollowerOfAnNocHearsThatItIsNotInTheResultAnyMore() {
        Told france = noc("FRA").follow(node.hub);
        Told norway = noc("NOR").follow(node.hub);
        node.result(1, "FRA", "USA");
        node.result(2, "USA");

        List<Event> heard = of(france, "result");
        assertEquals(List.of(1, 2), heard.stream().map(event -> event.data().get("version").asInt()).toList());
        assertFalse(heard.get(0).data().has("left"));
        assertTrue(heard.get(1).data().get("left").asBoolean());
        assertEquals(1, heard.get(1).data().get("rows").size(), "and gets the new value");
        assertEquals(List.of(), norway.values());
    }

    @Test
    void theFollowerOfAnNocHearsThatTheResultIsWithdrawn() {
        Told france = noc("FRA").follow(node.hub);
        node.result(1, "FRA");
        node.take("DT_RESULT", TestNode.FINAL, 2, "ResultStatus=\"OFFICIAL\"", "");
        List<Event> heard = of(france, "result");
        assertEquals(1, heard.get(0).data().get("version").asInt());
        assertTrue(heard.get(1).data().get("left").asBoolean());
        assertTrue(heard.get(1).data().get("withdrawn").asBoolean());
    }

    @Test
    void theFollowerOfAnNocHearsThatItHasLostItsMedal() {
        Told norway = noc("NOR").follow(node.hub);
        node.gold(1, "NOR");
        node.gold(2, "SWE");

        List<Event> heard = of(norway, "medals");
        assertEquals("NOR", heard.get(0).data().get("rows").get(0).get("noc").asText());
        assertEquals("SWE", heard.get(1).data().get("rows").get(0).get("noc").asText());
        assertTrue(heard.get(1).data().get("left").asBoolean());
    }

    @Test
    void aMedalTableIsNotLeftByWhomWonElsewhere() {
        Told norway = noc("NOR").follow(node.hub);
        node.gold(1, "NOR");
        node.take("DT_MEDALLISTS", "ATHW100M--------------------------", 1, "ResultStatus=\"OFFICIAL\"",
                "<Medal Code=\"ME_GOLD\"><Competitor Code=\"9\" Type=\"A\" Organisation=\"NOR\"/></Medal>");
        node.gold(2, "SWE");
        assertFalse(of(norway, "medals").get(2).data().has("left"));
    }

    @Test
    void theFollowerOfAVenueHearsThatAUnitHasMovedAway() {
        node.schedule(1, TestNode.unit(TestNode.FINAL, "STA"));
        Told stadium = venue("STA").follow(node.hub);
        Told arena = venue("ARE").follow(node.hub);
        node.schedule(2, TestNode.unit(TestNode.FINAL, "ARE"));
        assertTrue(of(stadium, "schedule").get(0).data().get("left").asBoolean());
        assertEquals("ARE", of(stadium, "schedule").get(0).data().get("venue").get("code").asText());
        assertFalse(of(arena, "schedule").get(0).data().has("left"));

        node.schedule(3, TestNode.unit(TestNode.EVENT + "HEAT000100--", "STA"));
        Event gone = of(arena, "schedule").get(1);
        assertTrue(gone.data().get("left").asBoolean() && gone.data().get("removed").asBoolean());
    }

    @Test
    void whoWasAwayMeanwhileHearsItToo() {
        node.result(1, "FRA");
        String before = cursor();
        node.result(2, "USA");
        Event missed = of(noc("FRA").follow(node.hub, before), "result").get(0);
        assertTrue(missed.data().get("left").asBoolean());
        assertEquals(List.of(), noc("NOR").follow(node.hub, before).values());
    }

    @Test
    void anEventTellsWhenItWasAcceptedItselfAndNotWhenItsCompetitionChangedLast() {
        Told reader = Told.all("SG2030").follow(node.hub);
        node.result(1, "FRA");
        Event result = of(reader, "result").get(0);
        assertEquals(node.now.toString(), result.data().get("stamps").get("accepted").asText());
        Event later = of(Told.all("SG2030").follow(node.hub, "p1"), "result").get(0);
        assertEquals(node.now.toString(), later.data().get("stamps").get("accepted").asText(), "what was rendered is used again");
    }

    @Test
    void aCodeWithEveryKindOfCharacterIsOneDocument() {
        Told reader = Told.all("SG2030").follow(node.hub);
        node.take("DT_NEWS", "CASE/2030/0817", 1, "DocumentSubcode=\"A/B\"", "<News/>");
        node.result(1, "FRA");
        assertEquals("CASE/2030/0817", of(reader, "document").get(0).data().get("documentCode").asText());
        assertEquals("A/B", of(reader, "document").get(0).data().get("documentSubcode").asText());
        assertEquals(1, of(reader, "result").size());
    }

    @Test
    void oneCompetitionWhoseMedalsCannotBeReadDoesNotTakeTheTableAway() {
        Set<String> leftOut = ConcurrentHashMap.newKeySet();
        Board board = new Board(new Fence(leftOut::add));
        CompetitionId damaged = new CompetitionId("SG2030", "SWMM100M--------------");
        ReplicaId paris = new ReplicaId("paris");
        board.apply(damaged, new CompetitionEvent.DocumentRecorded(
                new CompetitionEvent.Origin(paris, 1, new Stamp(1, 0, paris)),
                Samples.document("DT_MEDALLISTS", "SWMM100M--------------------------"),
                Samples.nothing()));
        Told.to(node.hub).accept(new News.Revised(board.get(damaged).orElseThrow()));
        Told norway = noc("NOR").follow(node.hub);
        node.gold(1, "NOR");
        assertEquals("NOR", of(norway, "medals").get(0).data().get("rows").get(0).get("noc").asText());
        assertEquals(Set.of("medals"), leftOut);
    }
}
