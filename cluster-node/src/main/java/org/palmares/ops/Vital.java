package org.palmares.ops;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * Starts actors without which a node cannot live. The guardian, whose children they are, hears when one ends, for whatever reason, and ends the
 * node: one that is half dead would go on to be called alive.
 */
public final class Vital {

    private Vital() {}

    /** Starts a child of the guardian and has the guardian told of its end. */
    public static <T> ActorRef<T> spawn(ActorContext<?> guardian, Behavior<T> behavior, String name) {
        return spawn(guardian, behavior, name, Props.empty());
    }

    /** The same with {@code props}, e.g. a dispatcher of its own. */
    public static <T> ActorRef<T> spawn(ActorContext<?> guardian, Behavior<T> behavior, String name, Props props) {
        ActorRef<T> child = guardian.spawn(behavior, name, props);
        guardian.watch(child);
        return child;
    }
}
