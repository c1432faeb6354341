package org.palmares.node.live.rendering;

import java.util.Arrays;
import java.util.List;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;
import org.palmares.node.live.topic.Topic;
import org.palmares.node.results.DocumentTopic;
import org.palmares.node.results.MedalsTopic;
import org.palmares.node.results.ResultTopic;
import org.palmares.node.schedule.ScheduleTopic;
import org.palmares.node.schedule.conflict.ConflictTopic;

/** The table of what can be followed: a kind without its line does not compile. */
public final class Topics {

    private Topics() {}

    private static Topic<?> of(ChangeKey.Kind kind) {
        return switch (kind) {
            case SCHEDULE -> new ScheduleTopic();
            case RESULT -> new ResultTopic();
            case MEDALS -> new MedalsTopic();
            case DOCUMENT -> new DocumentTopic();
            case CONFLICT -> new ConflictTopic();
        };
    }

    /** The topic of {@code key}. */
    @SuppressWarnings("unchecked") // Keys of a kind are of the class that the topic of that kind takes.
    public static Topic<ChangeKey> of(ChangeKey key) {
        return (Topic<ChangeKey>) of(key.kind());
    }

    /** What readers are shown with {@code key}: a newer value of the same makes older ones superfluous. */
    public static ChangeKey shownBy(ChangeKey key) {
        return of(key).common(key).orElse(key);
    }

    /** All there is of {@code competition}, for who begins anew. */
    public static List<ChangeKey> all(CompetitionView competition) {
        return Arrays.stream(ChangeKey.Kind.values()).<ChangeKey>flatMap(kind -> of(kind).all(competition).stream()).toList();
    }
}
