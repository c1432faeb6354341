package org.palmares.node.watch;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * Starts actors without which a node cannot live; nobody else starts any. The parent hears when one ends, for whatever reason, and ends too, and the
 * guardian then ends the node: one that is half dead would go on to be called alive.
 */
public final class Vital {

    private Vital() {}

    /** Starts a child of {@code parent} and has the parent told of its end; one that does not ask what to do then ends as well. */
    public static <T> ActorRef<T> spawn(ActorContext<?> parent, Behavior<T> behavior, String name) {
        return spawn(parent, behavior, name, Props.empty());
    }

    /** The same with {@code props}, e.g. a dispatcher of its own. */
    public static <T> ActorRef<T> spawn(ActorContext<?> parent, Behavior<T> behavior, String name, Props props) {
        ActorRef<T> child = parent.spawn(behavior, name, props);
        parent.watch(child);
        return child;
    }
}
