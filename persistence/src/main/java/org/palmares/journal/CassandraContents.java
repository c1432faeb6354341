package org.palmares.journal;

import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSession;
import org.apache.pekko.stream.connectors.cassandra.javadsl.CassandraSessionRegistry;
import org.palmares.competition.Content;

/** Contents in a table of their own, in parts: Cassandra refuses what is larger than a mutation may be. Never changed and never deleted. */
public final class CassandraContents implements Contents {

    private static final int PART_BYTES = 512 * 1024;
    private static final String INSERT = "INSERT INTO palmares.content (address, part, data) VALUES (?, ?, ?)";
    private static final String SELECT = "SELECT data FROM palmares.content WHERE address = ?";

    private final ActorSystem<?> system;
    private final CassandraSession session;

    /** Uses the connection that the journal plugin of {@code system} uses. */
    public CassandraContents(ActorSystem<?> system) {
        this.system = system;
        session = CassandraSessionRegistry.get(system).sessionFor("pekko.persistence.cassandra");
    }

    @Override
    public CompletionStage<Done> keep(Content content) {
        return keep(content.kept().address(), content.deflated(), 0);
    }

    /** One part after the other: a large content must not take the journal's places. */
    private CompletionStage<Done> keep(String address, byte[] bytes, int part) {
        int from = part * PART_BYTES;
        if (from >= bytes.length) {
            return CompletableFuture.completedFuture(Done.getInstance());
        }
        ByteBuffer data = ByteBuffer.wrap(bytes, from, Math.min(PART_BYTES, bytes.length - from)).slice();
        return session.executeWrite(SimpleStatement.newInstance(INSERT, address, part, data)
                        .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                        .setIdempotent(true))
                .thenCompose(done -> keep(address, bytes, part + 1));
    }

    @Override
    public CompletionStage<Content> bring(Content kept) {
        return session.select(SimpleStatement.newInstance(SELECT, kept.address())
                        .setPageSize(1)
                        .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                        .setIdempotent(true))
                .runFold(new ByteArrayOutputStream(), (bytes, row) -> {
                    ByteBuffer data = row.getByteBuffer(0);
                    byte[] part = new byte[data.remaining()];
                    data.get(part);
                    bytes.writeBytes(part);
                    return bytes;
                }, system)
                .thenApply(bytes -> checked(kept, Content.packed(bytes.toByteArray(), kept.length())));
    }

    private static Content checked(Content kept, Content brought) {
        if (!brought.kept().address().equals(kept.address())) {
            throw new NoSuchElementException("the content at " + kept.address() + " is not there, or damaged");
        }
        return brought;
    }
}
