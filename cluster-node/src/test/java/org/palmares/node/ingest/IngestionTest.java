package org.palmares.node.ingest;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.palmares.competition.Outcome;
import org.palmares.competition.Position;
import org.palmares.journal.CompetitionReply.Accepted;
import org.palmares.journal.CompetitionReply;
import org.palmares.protocol.odf.OdfReader;

final class IngestionTest {

    private static final String MESSAGE = "<OdfBody CompetitionCode='T' DocumentCode='ATHM100M--------------FNL-000100--' DocumentType='DT_RESULT'"
            + " Version='1' FeedFlag='T' Date='2024-08-01' Time='120000000' LogicalDate='2024-08-01' Source='S'><Competition /></OdfBody>";

    private final List<CompletableFuture<CompetitionReply>> waiting = new ArrayList<>();
    private final Ingestion ingestion = new Ingestion((competition, command) -> {
        CompletableFuture<CompetitionReply> reply = new CompletableFuture<>();
        waiting.add(reply);
        return reply;
    }, new MemoryContents(), HeaderClock.UTC);

    private CompletableFuture<Ingestion.Result> take() throws Exception {
        byte[] xml = MESSAGE.getBytes(StandardCharsets.UTF_8);
        return ingestion.take(ingestion.plan(OdfReader.read(xml), xml)).toCompletableFuture();
    }

    @Test
    void worksOnSoManyMessagesAtOnceAndTurnsMoreAway() throws Exception {
        List<CompletableFuture<Ingestion.Result>> taken = new ArrayList<>();
        for (int i = 0; i < Ingestion.AT_ONCE; i++) {
            taken.add(take());
        }

        assertInstanceOf(Ingestion.Busy.class, assertThrows(CompletionException.class, take()::join).getCause());

        waiting.get(0).complete(new Accepted(Outcome.APPLIED, Position.start(), java.util.Set.of()));
        assertInstanceOf(Ingestion.Taken.class, taken.get(0).join());
        assertFalse(take().isDone(), "one has ended, so there is room for one");
    }

    @Test
    void aFailedMessageMakesRoomToo() throws Exception {
        for (int i = 0; i < 2 * Ingestion.AT_ONCE; i++) {
            CompletableFuture<Ingestion.Result> message = take();
            waiting.get(i).completeExceptionally(new IllegalStateException("nobody answers"));

            assertInstanceOf(IllegalStateException.class, assertThrows(CompletionException.class, message::join).getCause());
        }
    }
}
