package org.palmares.node.live;

import com.typesafe.config.Config;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Extension;
import org.apache.pekko.actor.typed.ExtensionId;

/** How many live readers a node takes: each has buffers of its own in the heap. Safe for use from any thread. */
public final class LivePlaces implements Extension {

    private static final String MAX = "palmares.live.readers-max";
    private static final String CONNECTIONS = "palmares.http.connections.max";
    /** What is provided for each: an idle stream takes some 5 KiB with its connection, and one that is behind what waits for it. */
    private static final long BYTES_FOR_EACH = 40 * 1024;

    private static final ExtensionId<LivePlaces> ID = new ExtensionId<>() {
        @Override
        public LivePlaces createExtension(ActorSystem<?> system) {
            Config config = system.settings().config();
            int given = config.hasPath(MAX) ? config.getInt(MAX) : 0;
            long room = Runtime.getRuntime().maxMemory() / BYTES_FOR_EACH;
            // Venues and those who ask have to find a connection too.
            long connections = config.hasPath(CONNECTIONS) ? config.getInt(CONNECTIONS) * 4L / 5 : Integer.MAX_VALUE;
            return new LivePlaces(given > 0 ? given : (int) Math.min(connections, room));
        }
    };

    private final int max;
    private final AtomicInteger taken = new AtomicInteger();

    /** @param max readers at the same time */
    LivePlaces(int max) {
        this.max = max;
    }

    /** Those of {@code system}. */
    public static LivePlaces of(ActorSystem<?> system) {
        return ID.apply(system);
    }

    /** Whether no more readers can be taken now. */
    public boolean areFull() {
        return taken.get() >= max;
    }

    /** How many readers there can be. */
    public int max() {
        return max;
    }

    /** One more reader, to be given back; false where there is no place. */
    boolean take() {
        if (taken.incrementAndGet() <= max) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    void giveBack() {
        taken.decrementAndGet();
    }
}
