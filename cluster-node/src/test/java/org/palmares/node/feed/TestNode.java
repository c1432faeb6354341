package org.palmares.node.feed;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.palmares.competition.Competition;
import org.palmares.competition.CompetitionCommand;
import org.palmares.competition.CompetitionEvent;
import org.palmares.competition.CompetitionId;
import org.palmares.competition.Decider;
import org.palmares.competition.Decision;
import org.palmares.competition.Evolver;
import org.palmares.competition.Moment;
import org.palmares.competition.ReplicaId;
import org.palmares.gateway.DataCentres;
import org.palmares.journal.CompetitionReply;
import org.palmares.node.board.Board;
import org.palmares.node.board.Fence;
import org.palmares.node.board.GamesSettings;
import org.palmares.node.feed.FeedMessage.FeedEntry;
import org.palmares.node.feed.FeedMessage.Persisted;
import org.palmares.node.ingest.HeaderClock;
import org.palmares.node.ingest.Ingestion;
import org.palmares.node.ingest.MemoryContents;
import org.palmares.node.live.LiveHub;
import org.palmares.node.live.Told;
import org.palmares.node.presence.SilentNodes;
import org.palmares.node.watch.Metrics;
import org.palmares.node.watch.Watch;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;

/** A node without actors, journal or network: takes messages, keeps a board, tells readers, and hands out what it would send to others. */
final class TestNode {

    static final String EVENT = "ATHM100M--------------";
    static final String FINAL = EVENT + "FNL-000100--";

    final Board board = new Board(new Fence(kind -> {}));
    final Metrics metrics = new Metrics();
    final LiveHub hub;
    final Feed feed;
    final List<FeedEntry> sent = new ArrayList<>();
    Instant now = Instant.parse("2030-08-04T20:00:00Z");
    private final ReplicaId site;
    private final Map<CompetitionId, Competition> competitions = new HashMap<>();
    private final Ingestion ingestion = new Ingestion(this::decide, new MemoryContents(), HeaderClock.UTC);

    TestNode(String site) {
        this.site = new ReplicaId(site);
        GamesSettings games = new GamesSettings(ZoneOffset.UTC, LocalTime.of(6, 0), Optional.empty());
        DataCentres others = new DataCentres(this.site, Duration.ofSeconds(1), Duration.ofSeconds(1), () -> now.toEpochMilli() * 1_000_000);
        Watch watch = Watch.over(
                board, others, metrics, new Watch.Settings(node(), List.of(), Duration.ofSeconds(15), () -> now));
        hub = new LiveHub(board, games, () -> now, metrics);
        feed = new Feed(new Feed.Surroundings(
                node(), this.site, board, Told.to(hub), hub::readers, others, new SilentNodes((node, silent) -> {}), () -> {}, () -> now, watch));
        feed.peers(List.of(new Peer("other", message -> {
            if (message instanceof FeedEntry entry) {
                sent.add(entry);
            }
        })));
        feed.journalRead();
        feed.beat(null, false);
        feed.tick();
    }

    String node() {
        return site.name().substring(0, 1);
    }

    /** Takes a message of SG2030; one without content is a withdrawal. */
    void take(String type, String code, int version, String more, String content) {
        String xml = "<OdfBody CompetitionCode=\"SG2030\" DocumentType=\"" + type + "\" DocumentCode=\"" + code + "\" Version=\"" + version
                + "\" FeedFlag=\"P\" Date=\"2030-08-04\" Time=\"2200000" + String.format("%02d", version)
                + "\" LogicalDate=\"2030-08-04\" Source=\"OVR\" " + more + ">" + (content.isEmpty() ? "" : "<Competition>" + content + "</Competition>") + "</OdfBody>";
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        try {
            ingestion.take(ingestion.plan(OdfReader.read(bytes), bytes)).toCompletableFuture().join();
        } catch (OdfSyntaxException | OdfInvalidException wrong) {
            throw new IllegalArgumentException(xml, wrong);
        }
    }

    void result(int version, String... nocs) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < nocs.length; i++) {
            rows.append("<Result SortOrder=\"").append(i + 1).append("\" Rank=\"").append(i + 1).append("\" Result=\"9.8").append(i)
                    .append("\" ResultType=\"TIME\">").append(competitor(i + 1, nocs[i])).append("</Result>");
        }
        take("DT_RESULT", FINAL, version, "ResultStatus=\"OFFICIAL\"", rows.toString());
    }

    void gold(int version, String noc) {
        take("DT_MEDALLISTS", EVENT + "-".repeat(12), version, "ResultStatus=\"OFFICIAL\"",
                "<Medal Code=\"ME_GOLD\" Unit=\"" + FINAL + "\">" + competitor(1, noc) + "</Medal>");
    }

    void schedule(int version, String units) {
        take("DT_SCHEDULE", "ATH" + "-".repeat(31), version, "", units);
    }

    static String unit(String code, String venue) {
        return "<Unit Code=\"" + code + "\" PhaseType=\"3\" ScheduleStatus=\"SCHEDULED\" StartDate=\"2030-08-04T21:55:00+02:00\" Venue=\"" + venue
                + "\" Medal=\"1\"><ItemName Language=\"ENG\" Value=\"Final\"/></Unit>";
    }

    private static String competitor(int number, String noc) {
        return "<Competitor Code=\"" + number + "\" Type=\"A\" Organisation=\"" + noc + "\"><Composition><Athlete Code=\"" + number
                + "\" Order=\"1\"><Description FamilyName=\"A\" GivenName=\"B\" Organisation=\"" + noc + "\"/></Athlete></Composition></Competitor>";
    }

    private CompletionStage<CompetitionReply> decide(CompetitionId id, CompetitionCommand command) {
        now = now.plusMillis(1);
        Competition state = competitions.getOrDefault(id, Competition.start());
        Decision decision = Decider.decide(state, command, new Moment(now, site));
        if (decision instanceof Decision.Rejected rejected) {
            return CompletableFuture.completedFuture(new CompetitionReply.Rejected(rejected.rejection()));
        }
        Decision.Accepted accepted = (Decision.Accepted) decision;
        for (CompetitionEvent event : accepted.events()) {
            state = Evolver.apply(state, event);
        }
        competitions.put(id, state);
        feed.persisted(new Persisted(id, accepted.events(), now));
        return CompletableFuture.completedFuture(new CompetitionReply.Accepted(accepted.result(), state.position(), state.members()));
    }
}
