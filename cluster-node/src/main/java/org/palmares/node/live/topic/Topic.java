package org.palmares.node.live.topic;

import java.util.List;
import java.util.Optional;
import org.palmares.competition.SourceStamp;
import org.palmares.node.board.ChangeKey;
import org.palmares.node.board.CompetitionView;

/** What things of one kind are to those who follow them. */
public interface Topic<K extends ChangeKey> {

    /**
     * The full value, as it is shown.
     *
     * @throws RuntimeException if it cannot be made of what is known
     */
    Object value(K key, About about);

    /** When and what its source sent, where one did. */
    Optional<SourceStamp> source(K key, About about);

    /** Whom it concerns as it stands in {@code competition}. */
    Concerns concerns(K key, CompetitionView competition);

    /** Whether who follows {@code unit} follows it. */
    boolean isOf(K key, String unit);

    /** All there is of {@code competition}, for who begins anew; nothing where that can be asked for otherwise. */
    List<K> all(CompetitionView competition);

    /** What the value has as long as it is the same, whatever else changes in its competition; empty where every change makes a new one. */
    default Optional<Object> mark(K key, About about) {
        return Optional.empty();
    }

    /** One name for all keys of a Games, where they show the same value, which is made of all its competitions. */
    default Optional<K> common(K key) {
        return Optional.empty();
    }
}
