package org.palmares.node.live.rendering;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.palmares.competition.SourceStamp;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.feed.Passed;
import org.palmares.node.live.topic.About;
import org.palmares.node.view.Parts;
import org.palmares.protocol.contract.Shapes.Stamps;

/** The full value of something that changed, for readers who follow. */
public final class LiveValue {

    /**
     * A value with its stamps beside its own members.
     *
     * @param left true where the value is none of those that the reader follows any more; else left out
     */
    @JsonInclude(Include.NON_NULL)
    public record Stamped(@JsonUnwrapped Object value, Boolean left, Stamps stamps) {}

    private final About about;
    private final ZoneId zone;

    /** @param zone of the Games, to which header times are local */
    public LiveValue(About about, ZoneId zone) {
        this.about = about;
        this.zone = zone;
    }

    /**
     * The value of {@code key}.
     *
     * @param passed where an event told of it
     * @param sent when it is handed to readers
     * @throws RuntimeException if it cannot be made of what is known
     */
    public Stamped of(ChangeKey key, boolean left, Optional<Passed> passed, Instant sent) {
        Optional<SourceStamp> source = Topics.of(key).source(key, about);
        Stamps stamps = new Stamps(
                Parts.time(source.map(stamp -> stamp.sent().atZone(zone).toOffsetDateTime())),
                passed.map(Passed::accepted).map(Instant::toString).orElse(null),
                passed.map(Passed::durable).map(Instant::toString).orElse(null),
                sent.toString());
        return new Stamped(Topics.of(key).value(key, about), left ? true : null, stamps);
    }
}
