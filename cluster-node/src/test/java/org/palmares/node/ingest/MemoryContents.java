package org.palmares.node.ingest;

import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.Done;
import org.palmares.competition.Content;
import org.palmares.journal.Contents;

/** Contents without Cassandra. */
public final class MemoryContents implements Contents {

    private final Map<String, Content> kept = new ConcurrentHashMap<>();

    @Override
    public CompletionStage<Done> keep(Content content) {
        kept.put(content.kept().address(), content);
        return CompletableFuture.completedFuture(Done.getInstance());
    }

    @Override
    public CompletionStage<Content> bring(Content content) {
        return Optional.ofNullable(kept.get(content.address()))
                .map(CompletableFuture::completedFuture)
                .orElseGet(() -> CompletableFuture.failedFuture(new NoSuchElementException(content.address())));
    }
}
