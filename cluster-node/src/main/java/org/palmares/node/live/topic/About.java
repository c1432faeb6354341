package org.palmares.node.live.topic;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.palmares.node.board.CompetitionView;
import org.palmares.protocol.names.Language;

/**
 * What a value is made of.
 *
 * @param competition the competition that it belongs to, where anything is known of it
 * @param games all competitions of its Games; asked for only where the value is made of all
 * @param language of the value
 */
public record About(Optional<CompetitionView> competition, Supplier<Collection<CompetitionView>> games, Language language) {}
