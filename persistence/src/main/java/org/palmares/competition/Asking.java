package org.palmares.competition;

import java.util.Collection;
import java.util.Optional;

/**
 * A request to change something, which may come again: whoever got no answer asks for the same under the same key. It is kept with what it changed, in the
 * same event or record, so that it is known wherever the change is.
 *
 * @param by who asks
 * @param key names it among all of theirs (Idempotency-Key); empty where it has no name
 * @param request hash of what is asked for; empty where that is not known
 */
public record Asking(String by, String key, String request) {

    /** Whether it is a name by which it can be known again. */
    public boolean isNamed() {
        return !key.isEmpty();
    }

    /** Whether {@code earlier} has the same name. */
    public boolean isNamedAs(Asking earlier) {
        return isNamed() && key.equals(earlier.key) && by.equals(earlier.by);
    }

    /** Whether something else is asked for than by {@code earlier}; of what is not known that cannot be said. */
    public boolean asksOtherThan(Asking earlier) {
        return !request.isEmpty() && !earlier.request.isEmpty() && !request.equals(earlier.request);
    }

    /** That of the same name among {@code earlier}. */
    public Optional<Asking> among(Collection<Asking> earlier) {
        return earlier.stream().filter(this::isNamedAs).findFirst();
    }
}
