package org.palmares.node.live;

import org.palmares.protocol.names.Language;

/**
 * What those have in common who are told the same.
 *
 * @param filter what they follow
 * @param namesGames whether their requests say which Games
 * @param language in which they are told
 */
record Interest(LiveFilter filter, boolean namesGames, Language language) {

    static Interest of(LiveReader reader) {
        return new Interest(reader.filter(), reader.namesGames(), reader.language());
    }
}
