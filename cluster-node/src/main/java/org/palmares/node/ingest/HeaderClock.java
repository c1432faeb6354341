package org.palmares.node.ingest;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import org.palmares.protocol.odf.OdfHeader;

/** Tells when a message was sent: its header has the local time of the source, and no zone. */
@FunctionalInterface
public interface HeaderClock {

    /** A clock for sources that are all in UTC. */
    HeaderClock UTC = of(ZoneOffset.UTC);

    /**
     * When the message was made.
     *
     * @param times times with offset that the message itself gives for its units
     */
    Instant sent(OdfHeader header, Collection<OffsetDateTime> times);

    /** A clock for sources that are all in {@code zone}. */
    static HeaderClock of(ZoneId zone) {
        return (header, times) -> LocalDateTime.of(header.date(), header.time()).atZone(zone).toInstant();
    }
}
